namespace SecSharp.Tests.BlackBox;

/// <summary>What signals do to rules, operations, contexts, events and children, compared with the installed reference.</summary>
[Collection("processes")]
public sealed class RestartComparisonTests
{
    private const string Common = """
        type=Single
        continue=takenext
        ptype=RegExp
        pattern=^SEC_
        context=SEC_INTERNAL_EVENT
        desc=internal event
        action=write - internal $0

        type=Single
        ptype=RegExp
        pattern=^sig (\S+)
        desc=signal
        action=write - before; event first; sigemul $1; event second; write - after

        type=Single
        ptype=RegExp
        pattern=^(first|second|mark.*|child .*)$
        desc=event
        action=write - event $1

        """;

    [Theory]
    [InlineData("HUP")]
    [InlineData("ABRT")]
    [InlineData("USR2")]
    [InlineData("INT")]
    public void Sigemul_acts_before_the_next_event(string signal)
    {
        var result = Compare(
            ["--intevents"],
            static (sec, folder) =>
            {
                // The reference goes on at the end of its inputs after a restart.
                sec.WaitForOutput("event second\n");
                folder.Append("in", "mark\n");
                sec.WaitForOutput("event mark\n");
            },
            $"sig {signal}\n");

        Assert.Contains("after", result, StringComparison.Ordinal);
    }

    [Fact]
    public void Sigemul_TERM_ends_before_the_next_event()
    {
        var result = Compare(
            ["--intevents", "--nochildterm"], static (sec, _) => Assert.Equal(0, sec.WaitForExit()), "sig TERM\nmark\n");

        Assert.DoesNotContain("event", result.Replace("internal", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SecProcess.Hangup)]
    [InlineData(SecProcess.Abort)]
    public void A_restart_keeps_and_forgets_the_same(int signal) => Compare(["--intevents", "--nochildterm"], (sec, folder) =>
    {
        folder.Append("in", "pA 1\npB 1\npC 1\ncA 1\ncB 1\nsA\nlater one\nmark set up\n");
        sec.WaitForOutput("event mark set up\n");
        // The time of modification has a resolution of a second in the reference.
        Thread.Sleep(1100);
        folder.Write("r.B.sec", Rules("B", "two"));
        File.Delete(folder["r.C.sec"]);
        folder.Write("r.D.sec", Rules("D", "two"));
        sec.Signal(signal);
        sec.WaitForOutput(signal == SecProcess.Hangup ? "internal SEC_RESTART\n" : "internal SEC_SOFTRESTART\n");
        folder.Append("in", "qA 1\nqB 1\nqC 1\npD 1\nqD 1\nvA\nvB\nxA\nxB\n");
        folder.Append("in", "later two\nmark end\n");
        sec.WaitForOutput("event mark end\n");
        sec.WaitForOutput("script A one\n");
        sec.WaitForOutput("event mark later two\n");
    });

    [Fact]
    public void Children_get_SIGTERM_at_a_full_restart() => Compare(["--intevents"], (sec, folder) =>
    {
        folder.Append("in", "trap\n");
        sec.WaitForOutput("event child ready\n");
        sec.Signal(SecProcess.Hangup);
        sec.WaitForOutput("event child terminated\n");
    });

    [Fact]
    public void Children_survive_a_full_restart_with_nochildterm() => Compare(["--intevents", "--nochildterm"], (sec, folder) =>
    {
        folder.Append("in", "short\n");
        sec.WaitForOutput("event child ready\n");
        sec.Signal(SecProcess.Hangup);
        sec.WaitForOutput("event child done\n");
    });

    [Fact]
    public void Children_of_SEC_SHUTDOWN_have_time_to_get_ready() => Compare(["--intevents"], (sec, folder) =>
    {
        folder.Write("r.Z.sec", """
            type=Single
            ptype=RegExp
            pattern=^SEC_SHUTDOWN$
            context=SEC_INTERNAL_EVENT
            desc=last words
            action=shellcmd (trap 'echo terminated > last; exit' TERM; sleep 0.3; echo ready > ready; sleep 20 & wait)

            """);
        sec.Signal(SecProcess.Hangup);
        sec.WaitForOutput("internal SEC_RESTART\n");
        Assert.Equal(0, sec.Stop());
        sec.WaitForFile(folder["last"], "terminated");
        Assert.True(File.Exists(folder["ready"]));
    });

    [Fact]
    public void USR2_reopens_log_and_outputs() => Compare(["--intevents", "--log=log"], (sec, folder) =>
    {
        folder.Append("in", "file one\nmark one\n");
        sec.WaitForOutput("event mark one\n");
        File.Move(folder["file"], folder["file.1"]);
        File.Move(folder["log"], folder["log.1"]);
        folder.Append("in", "file two\nmark two\n");
        sec.WaitForOutput("event mark two\n");
        sec.Signal(SecProcess.User2);
        sec.WaitForOutput("internal SEC_LOGROTATE\n");
        folder.Append("in", "file three\nmark three\n");
        sec.WaitForOutput("event mark three\n");
        Assert.Equal("one\ntwo\n", File.ReadAllText(folder["file.1"]));
        Assert.Equal("three\n", File.ReadAllText(folder["file"]));
        Assert.Contains("three", File.ReadAllText(folder["log"]), StringComparison.Ordinal);
        Assert.DoesNotContain("file three", File.ReadAllText(folder["log.1"]), StringComparison.Ordinal);
    });

    private static string Rules(string name, string version) => $"""
        type=PairWithWindow
        ptype=RegExp
        pattern=^p{name} (\S+)
        desc=pair{name} $1
        action=write - timeout {name} $1
        ptype2=RegExp
        pattern2=^q{name} $1
        desc2=pair
        action2=write - paired {name} $1 {version}
        window=100

        type=Single
        ptype=RegExp
        pattern=^q{name}
        desc=unpaired
        action=write - unpaired {name} {version}

        type=Single
        ptype=RegExp
        pattern=^c{name} (\S+)
        desc=context
        action=create CTX_{name} 1000 (write - context {name} {version} %v); assign %v value of {name}

        type=Single
        ptype=RegExp
        pattern=^x{name}
        desc=end of context
        action=obsolete CTX_{name}; write - obsolete {name}

        type=Single
        ptype=RegExp
        pattern=^v{name}
        desc=variable
        action=write - variable {name} <%v>

        type=SingleWithScript
        ptype=RegExp
        pattern=^s{name}
        script=sleep 2
        desc=script
        action=write - script {name} {version}

        """;

    private const string More = """
        type=Single
        ptype=RegExp
        pattern=^file (.*)
        desc=file
        action=write file $1; logonly file $1

        type=Single
        ptype=RegExp
        pattern=^later (.*)$
        desc=later
        action=event 4 mark later $1

        type=Single
        ptype=RegExp
        pattern=^trap$
        desc=child
        action=spawn (trap 'echo child terminated; exit 0' TERM; echo child ready; sleep 20 & wait)

        type=Single
        ptype=RegExp
        pattern=^short$
        desc=child
        action=spawn (echo child ready; sleep 1.5; echo child done)

        """;

    /// <summary>Runs both programs through the same steps and compares their standard output.</summary>
    private static string Compare(string[] options, Action<SecProcess, TemporaryFolder> steps, string input = "")
    {
        Assert.SkipWhen(SecProcess.Reference is null, "the reference is not installed");
        var expected = Run(SecProcess.Reference!, options, steps, input);
        var actual = Run(SecProcess.Built, options, steps, input);
        Assert.Equal(expected, actual);
        return actual;
    }

    private static string Run(string program, string[] options, Action<SecProcess, TemporaryFolder> steps, string input)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", input);
        folder.Write("r.0.sec", Common + "\n" + More);
        folder.Write("r.A.sec", Rules("A", "one"));
        folder.Write("r.B.sec", Rules("B", "one"));
        folder.Write("r.C.sec", Rules("C", "one"));
        using var sec = SecProcess.StartProgram(program, folder, ["--conf=r.*.sec", "--input=in", "--fromstart", .. options]);
        sec.WaitForOutput("internal SEC_STARTUP\n");
        steps(sec, folder);
        if (!sec.HasExited)
        {
            Assert.Equal(0, sec.Stop());
        }

        // What comes when it has the time, after what comes in order.
        return string.Join('\n', sec.Lines.Where(static line => !IsTimed(line)).Concat(sec.Lines.Where(IsTimed).Order(StringComparer.Ordinal)));

        static bool IsTimed(string line) =>
            line.StartsWith("script ", StringComparison.Ordinal) || line.StartsWith("event mark later", StringComparison.Ordinal);
    }
}
