using System.Collections.Immutable;
using SecSharp.RuleTests.Running;

namespace SecSharp.RuleTests.Comparing;

/// <summary>An output that is expected.</summary>
/// <param name="Time">When, seconds since Epoch; null: at any time.</param>
/// <param name="Text">What.</param>
internal sealed record ResolvedOutput(long? Time, ByteString Text)
{
    public bool IsMetBy(TestOutput output) => (Time is null || Time == output.Time) && Text == output.Text;
}

/// <summary>How expected and actual output go together in one step.</summary>
internal enum StepKind
{
    /// <summary>What was expected has come out.</summary>
    Same,

    /// <summary>What was expected has not come out.</summary>
    Missing,

    /// <summary>What has come out was not expected.</summary>
    Unexpected,
}

/// <summary>One expected output, one actual output, or one of each that are the same.</summary>
internal sealed record OutputStep(StepKind Kind, ResolvedOutput? Expected, TestOutput? Actual);

/// <summary>Puts expected and actual output side by side.</summary>
internal static class OutputComparison
{
    /// <summary>Largest table of the longest common subsequence; for more than that the nearest place alike is looked for.</summary>
    private const long MostCells = 16_000_000;

    /// <summary>Outputs that are looked through for such a place.</summary>
    private const int FarthestLook = 1000;

    public static ImmutableArray<OutputStep> Compare(
        ExpectedOutputs how, ImmutableArray<ResolvedOutput> expected, IReadOnlyList<TestOutput> actual) =>
        how.IsOrdered ? Ordered(expected, actual) : Unordered(expected, actual);

    private static ImmutableArray<OutputStep> Ordered(ImmutableArray<ResolvedOutput> expected, IReadOnlyList<TestOutput> actual)
    {
        var first = 0;
        while (first < expected.Length && first < actual.Count && expected[first].IsMetBy(actual[first]))
        {
            first++;
        }

        var (lastExpected, lastActual) = (expected.Length, actual.Count);
        while (lastExpected > first && lastActual > first && expected[lastExpected - 1].IsMetBy(actual[lastActual - 1]))
        {
            lastExpected--;
            lastActual--;
        }

        var steps = ImmutableArray.CreateBuilder<OutputStep>();
        for (var index = 0; index < first; index++)
        {
            steps.Add(new OutputStep(StepKind.Same, expected[index], actual[index]));
        }

        AddMiddle(steps, expected[first..lastExpected], [.. actual.Skip(first).Take(lastActual - first)]);
        for (; lastActual < actual.Count; lastActual++, lastExpected++)
        {
            steps.Add(new OutputStep(StepKind.Same, expected[lastExpected], actual[lastActual]));
        }

        return steps.ToImmutable();
    }

    private static void AddMiddle(ImmutableArray<OutputStep>.Builder steps, ImmutableArray<ResolvedOutput> expected, TestOutput[] actual)
    {
        var table = (long)expected.Length * actual.Length <= MostCells ? CommonLengths(expected, actual) : null;
        var (left, right) = (0, 0);
        while (left < expected.Length || right < actual.Length)
        {
            if (left < expected.Length && right < actual.Length && expected[left].IsMetBy(actual[right]))
            {
                steps.Add(new OutputStep(StepKind.Same, expected[left++], actual[right++]));
                continue;
            }

            var (nextLeft, nextRight) = table is null ? Nearest(expected, actual, left, right) : Next(table, expected, actual, left, right);
            for (; left < nextLeft; left++)
            {
                steps.Add(new OutputStep(StepKind.Missing, expected[left], null));
            }

            for (; right < nextRight; right++)
            {
                steps.Add(new OutputStep(StepKind.Unexpected, null, actual[right]));
            }
        }
    }

    /// <summary>Where the longest common subsequence goes on.</summary>
    private static (int Left, int Right) Next(
        int[,] table, ImmutableArray<ResolvedOutput> expected, TestOutput[] actual, int left, int right)
    {
        while (left < expected.Length && right < actual.Length && !expected[left].IsMetBy(actual[right]))
        {
            if (table[left + 1, right] >= table[left, right + 1])
            {
                left++;
            }
            else
            {
                right++;
            }
        }

        return left < expected.Length && right < actual.Length ? (left, right) : (expected.Length, actual.Length);
    }

    /// <summary>The nearest place at which both go on alike.</summary>
    private static (int Left, int Right) Nearest(ImmutableArray<ResolvedOutput> expected, TestOutput[] actual, int left, int right)
    {
        for (var distance = 1; distance <= FarthestLook; distance++)
        {
            for (var skipped = 0; skipped <= distance; skipped++)
            {
                var (nextLeft, nextRight) = (left + skipped, right + distance - skipped);
                if (nextLeft < expected.Length && nextRight < actual.Length && expected[nextLeft].IsMetBy(actual[nextRight]))
                {
                    return (nextLeft, nextRight);
                }
            }
        }

        return (Math.Min(left + FarthestLook, expected.Length), Math.Min(right + FarthestLook, actual.Length));
    }

    /// <summary>Length of the longest common subsequence of the rests from each pair of places on.</summary>
    private static int[,] CommonLengths(ImmutableArray<ResolvedOutput> expected, TestOutput[] actual)
    {
        var lengths = new int[expected.Length + 1, actual.Length + 1];
        for (var left = expected.Length - 1; left >= 0; left--)
        {
            for (var right = actual.Length - 1; right >= 0; right--)
            {
                lengths[left, right] = expected[left].IsMetBy(actual[right])
                    ? lengths[left + 1, right + 1] + 1
                    : Math.Max(lengths[left + 1, right], lengths[left, right + 1]);
            }
        }

        return lengths;
    }

    private static ImmutableArray<OutputStep> Unordered(ImmutableArray<ResolvedOutput> expected, IReadOnlyList<TestOutput> actual)
    {
        var metBy = new ResolvedOutput?[actual.Count];
        var missing = new List<ResolvedOutput>();

        // Those at a time come first, so that one at any time does not take what they need.
        foreach (var output in expected.OrderBy(static output => output.Time is null))
        {
            var index = Enumerable.Range(0, actual.Count).FirstOrDefault(index => metBy[index] is null && output.IsMetBy(actual[index]), -1);
            if (index >= 0)
            {
                metBy[index] = output;
            }
            else
            {
                missing.Add(output);
            }
        }

        return
        [
            .. missing.Select(static output => (Time: output.Time ?? long.MaxValue, Step: new OutputStep(StepKind.Missing, output, null)))
                .Concat(actual.Select((output, index) => (output.Time, Step: new OutputStep(
                    metBy[index] is null ? StepKind.Unexpected : StepKind.Same, metBy[index], output))))
                .OrderBy(static entry => entry.Time)
                .Select(static entry => entry.Step),
        ];
    }
}
