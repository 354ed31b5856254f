namespace SecSharp.Tests.BlackBox;

/// <summary>Children that misbehave, in number and in manner, and what the real program leaves behind.</summary>
[Collection("processes")]
public sealed class ChildProcessFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ChildProcessFaultTests()
    {
        _folder.Write("in", "");
        _folder.Write("rules.sec", """
            type=Single
            ptype=RegExp
            pattern=^mark (.*)$
            desc=mark
            action=write - mark $1

            type=Single
            ptype=RegExp
            pattern=^spawn (.*)$
            desc=spawn
            action=spawn $1

            type=Single
            ptype=RegExp
            pattern=^pipe (\S+) (.*)$
            desc=pipe
            action=pipe '$1' $2

            type=SingleWithScript
            ptype=RegExp
            pattern=^script (.*)$
            script=$1
            desc=script
            action=write - success
            action2=write - failure

            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_thousand_children_at_once_leave_no_zombie_and_no_descriptor()
    {
        using var sec = Start();
        Mark(sec, "ready");
        var before = OpenDescriptors(sec);
        Make("mkfifo", _folder["go"]);
        _folder.Append("in", string.Concat(Enumerable.Range(0, 2000).Select(static number => $"spawn sh -c 'read x < go; echo mark {number}'\n")));
        sec.WaitUntil(() => Children(sec) >= 2000, "2,000 children");
        using (var go = new FileStream(_folder["go"], FileMode.Open, FileAccess.ReadWrite))
        {
            for (var number = 0; number < 2000; number++)
            {
                go.Write("x\n"u8);
            }

            go.Flush();
            sec.WaitUntil(() => Children(sec) == 0, "the end of all children");
        }

        sec.WaitUntil(() => Enumerable.Range(0, 2000).All(number => sec.Lines.Contains($"mark {number}")), "all lines");
        sec.WaitUntil(() => OpenDescriptors(sec) == before, "no descriptor left");
        Mark(sec, "alive");
    }

    [Fact]
    public void A_child_that_never_reads_holds_nothing_up()
    {
        using var sec = Start();
        _folder.Append("in", $"pipe {new string('x', 500_000)} exec sleep 100\n");
        Mark(sec, "on");

        Assert.Equal(1, Children(sec));
        Assert.Equal(0, sec.Stop());
    }

    [Fact]
    public void A_child_that_closes_its_input_does_not_kill_the_program()
    {
        using var sec = Start();
        _folder.Append("in", $"pipe {new string('x', 500_000)} exec 0<&-; sleep 0.2\n");
        _folder.Append("in", $"pipe {new string('x', 500_000)} true\n");
        Mark(sec, "on");
        sec.WaitUntil(() => Children(sec) == 0, "the end of the children");
        Mark(sec, "still on");
    }

    [Fact]
    public void A_child_killed_from_outside_is_reaped()
    {
        using var sec = Start("--log=log");
        _folder.Append("in", "spawn echo $$ > pid; exec sleep 100\n");
        sec.WaitForFile(_folder["pid"], "\n");
        Make("kill", "-9", File.ReadAllText(_folder["pid"]).Trim());
        sec.WaitForFile(_folder["log"], "terminated by signal 9");

        Assert.Equal(0, Children(sec));
    }

    [Fact]
    public void A_child_that_never_stops_writing_leaves_room_for_the_rest()
    {
        using var sec = Start("--debug=3");
        _folder.Append("in", "spawn exec yes\n");
        sec.WaitUntil(() => Children(sec) == 1, "the child");
        Mark(sec, "on");
        Assert.Equal(0, sec.Stop());
    }

    [Fact]
    public void A_slow_reader_gets_the_rest_after_the_end_of_the_program()
    {
        using var sec = Start("--nochildterm");
        _folder.Append("in", $"pipe {new string('x', 300_000)} sleep 1; wc -c > count\n");
        Mark(sec, "on");
        Assert.Equal(0, sec.Stop());
        sec.WaitForFile(_folder["count"], "300001");
    }

    [Fact]
    public void A_fork_that_fails_is_logged_and_survived()
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        _folder.Write("log", "");
        Make("chmod", "-R", "a+rwX", _folder.Path);
        using var sec = SecProcess.StartProgram(
            "/usr/bin/setpriv", _folder, "--reuid=65533", "--regid=65533", "--clear-groups",
            SecProcess.Built, "--conf=rules.sec", "--input=in", "--fromstart", "--log=log");
        Mark(sec, "ready");
        LimitProcesses("1:");
        _folder.Append("in", "spawn echo mark impossible\nscript true\npipe x cat\n");
        Mark(sec, "on");
        sec.WaitForFile(_folder["log"], "Could not start command 'cat'");

        Assert.DoesNotContain("success", sec.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("failure", sec.Output, StringComparison.Ordinal);
        LimitProcesses("1000:");
        _folder.Append("in", "spawn echo mark possible\nscript true\n");
        sec.WaitForOutput("mark possible");
        sec.WaitForOutput("success");
        Assert.Equal(0, sec.Stop());

        void LimitProcesses(string limit) => Make(
            "setpriv", "--reuid=65533", "--regid=65533", "--clear-groups", "prlimit", "--pid", $"{sec.Id}", $"--nproc={limit}");
    }

    private static int OpenDescriptors(SecProcess sec) => Directory.GetFiles($"/proc/{sec.Id}/fd").Length;

    /// <summary>Number of children, ended or not.</summary>
    private static int Children(SecProcess sec) => Directory
        .GetFiles($"/proc/{sec.Id}/task/", "children", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
        .Sum(static path => File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    private static void Make(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private void Mark(SecProcess sec, string text)
    {
        _folder.Append("in", $"mark {text}\n");
        sec.WaitForOutput($"mark {text}\n");
    }

    private SecProcess Start(params string[] options) =>
        SecProcess.Start(_folder, ["--conf=rules.sec", "--input=in", "--fromstart", .. options]);
}
