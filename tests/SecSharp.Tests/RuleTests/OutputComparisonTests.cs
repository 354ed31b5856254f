using System.Collections.Immutable;
using CsCheck;
using SecSharp.RuleTests;
using SecSharp.RuleTests.Comparing;
using SecSharp.RuleTests.Running;

namespace SecSharp.Tests.RuleTests;

public sealed class OutputComparisonTests
{
    private static readonly Gen<(int Time, int Text)[]> Outputs = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 8];

    [Fact]
    public void Ordered_steps_hold_both_sides_in_order_and_as_much_in_common_as_there_is() =>
        Gen.Select(Outputs, Outputs).Sample((expected, actual) =>
        {
            var steps = Compare(expected, actual, isOrdered: true);
            Assert.Equal(expected.Select(Text), steps.Where(static step => step.Kind != StepKind.Unexpected).Select(static step => step.Expected!.Text.ToDisplay()));
            Assert.Equal(actual.Select(Text), steps.Where(static step => step.Kind != StepKind.Missing).Select(static step => step.Actual!.Text.ToDisplay()));
            Assert.All(steps, static step => Assert.True(step.Kind != StepKind.Same || step.Expected!.IsMetBy(step.Actual!)));
            Assert.Equal(MostInCommon(expected, actual), steps.Count(static step => step.Kind == StepKind.Same));
        });

    [Fact]
    public void Unordered_output_is_the_same_in_any_order() =>
        Gen.Select(Outputs, Gen.Int).Sample((expected, seed) =>
        {
            var shuffled = expected.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.All(Compare(expected, shuffled, isOrdered: false), static step => Assert.Equal(StepKind.Same, step.Kind));
            if (expected.Length > 0)
            {
                Assert.Equal(
                    [StepKind.Missing],
                    Compare(expected, shuffled[1..], isOrdered: false).Select(static step => step.Kind).Where(static kind => kind != StepKind.Same));
            }
        });

    [Fact]
    public void An_output_at_any_time_does_not_take_what_one_at_a_time_needs()
    {
        var expected = ImmutableArray.Create(new ResolvedOutput(null, ByteString.Utf8("a")), new ResolvedOutput(1, ByteString.Utf8("a")));
        TestOutput[] actual = [Actual(1, "a"), Actual(2, "a")];

        Assert.All(
            OutputComparison.Compare(new ExpectedOutputs([], IsOrdered: false), expected, actual),
            static step => Assert.Equal(StepKind.Same, step.Kind));
    }

    [Fact]
    public void Differences_in_very_much_output_are_found_where_they_are()
    {
        const int count = 10_000;
        var expected = Enumerable.Range(0, count).Select(static number => new ResolvedOutput(number, ByteString.Utf8("a"))).ToImmutableArray();
        TestOutput[] actual = [.. Enumerable.Range(1, count).Where(static number => number != 5000).Select(static number => Actual(number, "a"))];

        var different = OutputComparison.Compare(new ExpectedOutputs([], IsOrdered: true), expected, actual).Where(static step => step.Kind != StepKind.Same);

        Assert.Equal(
            [(StepKind.Missing, 0), (StepKind.Missing, 5000), (StepKind.Unexpected, count)],
            different.Select(static step => (step.Kind, (int)(step.Expected?.Time ?? step.Actual!.Time))));
    }

    private static string Text((int Time, int Text) output) => output.Text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TestOutput Actual(long time, string text) => new(time, OutputKinds.Actions, ByteString.Utf8(text), -1);

    /// <summary>Expected outputs at time 0 may come at any time.</summary>
    private static ImmutableArray<OutputStep> Compare((int Time, int Text)[] expected, (int Time, int Text)[] actual, bool isOrdered) => OutputComparison.Compare(
        new ExpectedOutputs([], isOrdered),
        [.. expected.Select(static output => new ResolvedOutput(output.Time == 0 && output.Text == 0 ? null : output.Time, ByteString.Utf8(Text(output))))],
        [.. actual.Select(static output => Actual(output.Time, Text(output)))]);

    private static int MostInCommon(ReadOnlySpan<(int Time, int Text)> expected, ReadOnlySpan<(int Time, int Text)> actual)
    {
        if (expected.IsEmpty || actual.IsEmpty)
        {
            return 0;
        }

        var isMet = expected[0].Text == actual[0].Text && (expected[0] == (0, 0) || expected[0].Time == actual[0].Time);
        return Math.Max(
            isMet ? 1 + MostInCommon(expected[1..], actual[1..]) : 0,
            Math.Max(MostInCommon(expected[1..], actual), MostInCommon(expected, actual[1..])));
    }
}
