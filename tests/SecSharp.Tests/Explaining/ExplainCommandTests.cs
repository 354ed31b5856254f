using System.Text;
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
    [InlineData("leave --conf out", "explain", "--control=/nowhere", "--conf=main.sec")]
    [InlineData("leave --at out", "explain", "--control=/nowhere", "--at=1")]
    [InlineData("leave LINE out", "explain", "--control=/nowhere", "x")]
    [InlineData("leave --lines out", "explain", "--conf=main.sec", "--lines=1", "x")]
    [InlineData("not from both", "explain", "--conf=main.sec", "--input=trace", "x")]
    [InlineData("no rule is meant by 'nonsense'", "explain", "--conf=main.sec", "--rule=nonsense", "x")]
    [InlineData("no rule is meant by 'other.sec:24'", "explain", "--conf=main.sec", "--rule=other.sec:24", "x")]
    [InlineData("can't talk to a daemon at /nowhere", "explain", "--control=/nowhere")]
    [InlineData("is no time", "explain", "--conf=main.sec", "--at=noon-ish", "x")]
    [InlineData("Can't read 'nothing'", "explain", "--conf=main.sec", "--input=nothing")]
    public void What_cannot_be_explained_is_told(string message, params string[] arguments)
    {
        using var sec = SecProcess.StartIn(Folder, arguments);
        Assert.Equal(2, sec.WaitForExit());
        Assert.Contains(message, sec.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unreached-in-file", "--rule=#4", "one")]
    [InlineData("unreached-set", "--rule=other.sec:5", "one")]
    [InlineData("unreached-after-jump", "--rule=main.sec#6", "begin x")]
    [InlineData("left-out", "--rule=main.sec:26", "--prefilter=yes", "ajar door")]
    [InlineData("second-pattern", "--rule=opened", "--prefilter=no", "open door", "open door", "close window", "open safe", "close door")]
    [InlineData("second-pattern-left-out", "--rule=opened", "--prefilter=yes", "open door", "shut door", "close window", "open safe", "close door")]
    [InlineData("actions", "--rule=acts", "--conf=actions.sec", "--prefilter=yes", "act one", "act two")]
    [InlineData("bytes", "--rule=thr", "thr \u00e4\u001b[31m\u009b32m")]
    public void A_rule_that_is_asked_for_is_told_about_on_every_line(string name, params string[] arguments)
    {
        using var sec = SecProcess.StartIn(Folder, ["explain", "--conf=main.sec", "--conf=other.sec", "--at=1000", .. arguments]);
        Assert.Equal(0, sec.WaitForExit());
        Assert.Equal("", sec.Errors);
        Approved.Check($"tests/SecSharp.Tests/Explaining/cases/{name}.approved.txt", sec.Output, Encoding.Latin1);
    }

    [Theory]
    [InlineData("--prefilter=yes")]
    [InlineData("--prefilter=no")]
    public void Lines_of_a_log_that_do_not_come_to_the_rule_are_shown_with_all_only(string prefilter)
    {
        using var few = SecProcess.StartIn(Folder, [.. Base, "--rule=opened", prefilter]);
        using var all = SecProcess.StartIn(Folder, [.. Base, "--rule=opened", prefilter, "--all"]);
        Assert.Equal(0, few.WaitForExit());
        Assert.Equal(0, all.WaitForExit());
        Assert.DoesNotContain("thr x", few.Output, StringComparison.Ordinal);
        Assert.Contains("line from trace: thr x\n  main.sec\n    rule 4, line 24, Pair 'opened $1': ", all.Output, StringComparison.Ordinal);
        Assert.Contains("main.sec: rule 4, line 24 is not reached: main.sec: rule 3, line 14 matches, and the search ends", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_has_had_enough_ends_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.sec", "type=Suppress\nptype=SubStr\npattern=x\n");
        using var shell = SecProcess.StartProgram(
            "/bin/sh", folder, "-c", $"yes x 2>/dev/null | '{SecProcess.Built}' explain --conf=a.sec | head -1 >/dev/null; echo end");
        Assert.Equal(0, shell.WaitForExit());
        Assert.Equal("", shell.Errors);
        Assert.EndsWith("end\n", shell.Output, StringComparison.Ordinal);
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
