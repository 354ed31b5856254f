using System.Text;
using SecSharp.RuleTests.Reading;
using SecSharp.RuleTests.Running;

namespace SecSharp.RuleTests.Recording;

/// <summary>Writes what has come out into test files as what is expected; all else in them stays as it is.</summary>
internal static class ExpectationUpdate
{
    /// <summary>Whether there is something to write: output differs, or the test expects nothing at all.</summary>
    public static bool IsDue(LocatedTest located, RuleTestResult result) =>
        IsWanting(located) || result.Steps.Any(static step => step.Kind != Comparing.StepKind.Same);

    /// <summary>A test that expects nothing at all as one in which nothing may come out, so that it can be run.</summary>
    public static LocatedTest Complete(LocatedTest located) => located.Test.HasExpectation
        ? located
        : located with { Test = located.Test with { Expected = new ExpectedOutputs([], IsOrdered: true) } };

    /// <summary>The text of a file with the expectations of some of its tests replaced.</summary>
    /// <exception cref="TestNotRunException">Output can't be written, or there is no place for it.</exception>
    public static string Apply(RuleTestFile file, IEnumerable<(LocatedTest Located, RuleTestResult Result)> updates)
    {
        var text = new StringBuilder(file.Text);
        var newline = file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        foreach (var (located, result) in updates.OrderByDescending(static update => update.Located.Expected?.Start ?? update.Located.End))
        {
            var value = TomlText.Block(TimedText.Lines([.. Entries(located.Test, result)])).ReplaceLineEndings(newline);
            if (located.Expected is { } range)
            {
                text.Remove(range.Start, range.Length).Insert(range.Start, value);
                continue;
            }

            if (located.End == 0)
            {
                throw new TestNotRunException($"'{located.Test.Name}' has no place for what it expects: begin it with a line [[test]], or write expect = ''");
            }

            var line = file.Text.IndexOf('\n', located.End);
            text.Insert(line < 0 ? text.Length : line + 1, $"{(line < 0 ? newline : "")}expect = {value}{newline}");
        }

        // A file is not to be spoilt, whatever stands in it.
        return RuleTestReader.Read(file.Path, Encoding.UTF8.GetBytes(text.ToString())).Findings is [var finding, ..]
            ? throw new TestNotRunException($"what comes out can't be written into it; the new file would have errors:\n{finding}")
            : text.ToString();
    }

    private static bool IsWanting(LocatedTest located) => located is { Expected: null, Test.Expected: not null };

    /// <summary>What has come out, with its times as the test writes times.</summary>
    /// <exception cref="TestNotRunException">Output has bytes that the encoding can't write.</exception>
    public static IEnumerable<(string Time, string Text)> Entries(RuleTest test, RuleTestResult result)
    {
        var anyTime = result.Steps
            .Where(static step => step is { Kind: Comparing.StepKind.Same, Expected.Time: null })
            .Select(static step => step.Actual)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return result.Outputs.Select(output => (
            anyTime.Contains(output) ? "*" : result.Schedule.Text(output.Time),
            TestBytes.ToText(output.Text, test.Encoding) ?? throw new TestNotRunException(
                $"the output '{output.Text.ToDisplay()}' is not UTF-8: write encoding = 'latin1' into the test to have each byte as one character")));
    }
}
