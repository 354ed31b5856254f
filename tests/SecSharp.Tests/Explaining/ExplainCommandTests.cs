using System.Text.Json;
using SecSharp.Differential;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.Explaining;

/// <summary>What <c>sec explain</c> prints, by the real program.</summary>
public sealed class ExplainCommandTests
{
    private static readonly string[] Base = ["explain", "--timestamps=prefix", "--conf=main.sec", "--conf=other.sec", "--input=trace", "--run-on=30"];

    private static string Folder => Repository.Folder("tests/SecSharp.Tests/Explaining/cases");

    [Theory]
    [InlineData("text")]
    [InlineData("all", "--all", "--prefilter=yes")]
    [InlineData("no-prefilter", "--prefilter=no")]
    [InlineData("one-rule", "--rule=main.sec:24")]
    [InlineData("by-description", "--rule=TWICE")]
    [InlineData("colours", "--color=yes", "--rule=opened")]
    [InlineData("json", "--json", "--prefilter=yes")]
    public void What_is_printed_is_as_approved(string name, params string[] options)
    {
        using var sec = SecProcess.StartIn(Folder, [.. Base, .. options]);
        Assert.Equal(0, sec.WaitForExit());
        Assert.Equal("", sec.Errors);
        Approved.Check($"tests/SecSharp.Tests/Explaining/cases/{name}.approved.txt", sec.Output);
    }

    [Fact]
    public void The_prefilter_changes_only_how_rules_are_told_that_do_not_match()
    {
        Assert.Equal(Matches("--prefilter=yes"), Matches("--prefilter=no"));

        static string[] Matches(string prefilter)
        {
            using var sec = SecProcess.StartIn(Folder, [.. Base, "--json", prefilter]);
            Assert.Equal(0, sec.WaitForExit());
            return [.. sec.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(static line => Of(JsonDocument.Parse(line).RootElement))];
        }

        static IEnumerable<string> Of(JsonElement step)
        {
            var isNoMatch = step.GetProperty("step").GetString() is "left-out"
                || (step.TryGetProperty("outcome", out var outcome) && outcome.GetString() == "no-match" && !step.ToString().Contains("\"match\":true", StringComparison.Ordinal));
            var inner = step.TryGetProperty("steps", out var steps) ? steps.EnumerateArray().SelectMany(Of) : [];
            return isNoMatch ? [] : inner.Prepend(step.GetProperty("message").GetString()!);
        }
    }

    [Theory]
    [InlineData("no rules", "explain", "x")]
    [InlineData("leave --conf and LINE out", "explain", "--control=/nowhere", "--conf=main.sec")]
    [InlineData("can't talk to a daemon at /nowhere", "explain", "--control=/nowhere")]
    [InlineData("is no time", "explain", "--conf=main.sec", "--at=noon-ish", "x")]
    [InlineData("Can't read 'nothing'", "explain", "--conf=main.sec", "--input=nothing")]
    public void What_cannot_be_explained_is_told(string message, params string[] arguments)
    {
        using var sec = SecProcess.StartIn(Folder, arguments);
        Assert.Equal(2, sec.WaitForExit());
        Assert.Contains(message, sec.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_come_from_arguments_at_a_time_or_from_standard_input()
    {
        using var sec = SecProcess.StartIn(Folder, "explain", "--conf=main.sec", "--conf=other.sec", "--at=2026-03-01 02:30:00", "--rule=thr", "thr x", "thr x");
        Assert.Equal(0, sec.WaitForExit());
        Assert.Contains("2026-03-01 02:30:00\nline from arguments: thr x\n", sec.Output, StringComparison.Ordinal);
        Assert.Contains("the threshold of 2 is reached", sec.Output.Replace("2 of 2 events", "the threshold of 2 is reached", StringComparison.Ordinal), StringComparison.Ordinal);

        using var piped = SecProcess.StartIn(Folder, "explain", "--conf=main.sec", "--conf=other.sec", "--rule=sup");
        piped.Input.Write("sup z\n"u8);
        piped.Input.Close();
        Assert.Equal(0, piped.WaitForExit());
        Assert.Contains("udgram /tmp/nowhere sup z", piped.Output, StringComparison.Ordinal);
    }
}
