using System.Globalization;
using System.Net.Sockets;
using System.Text;
using SecSharp.Differential;

namespace SecSharp.Tests.BlackBox;

/// <summary>Start and end of the real program, and the options that concern them.</summary>
[Collection("processes")]
public sealed class DaemonLifeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DaemonLifeTests()
    {
        _folder.Write("in", "");
        _folder.Write("rules.sec", """
            type=Single
            ptype=RegExp
            pattern=^(SEC_STARTUP|SEC_RESTART|SEC_SOFTRESTART|.*mark.*)$
            desc=mark
            action=write - $1; writen file $1; logonly $1

            type=Single
            ptype=RegExp
            pattern=^run (.*)$
            desc=run
            action=shellcmd $1

            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pid_file_has_the_process_id_and_umask_its_say()
    {
        using var sec = Start("--pid=pid", "--umask=0077");
        sec.WaitForOutput("SEC_STARTUP");

        Assert.Equal($"{sec.Id}\n", File.ReadAllText(_folder["pid"]));
        Assert.Equal("600", Stat("%a", "pid"));
        Assert.Equal(0, sec.Stop());
        Assert.True(File.Exists(_folder["pid"]));
    }

    [Fact]
    public void A_pid_file_that_cannot_be_written_ends_the_start()
    {
        using var sec = Start("--pid=/nonexistent/pid", "--log=log");

        Assert.Equal(1, sec.WaitForExit());
        Assert.Contains("/nonexistent/pid", sec.Errors, StringComparison.Ordinal);
        Assert.Contains("/nonexistent/pid", File.ReadAllText(_folder["log"]), StringComparison.Ordinal);
        Assert.Equal("", sec.Output);
    }

    [Theory]
    [InlineData("--umask=0778", "0777")]
    [InlineData("--syslog=bogus", "local0")]
    [InlineData("--group=root", "--user")]
    [InlineData("--reload=maybe", "always or safe")]
    [InlineData("--pidd=x", "--pid")]
    public void A_wrong_option_is_refused_with_what_would_be_right(string option, string right)
    {
        using var sec = Start(option);

        Assert.Equal(2, sec.WaitForExit());
        Assert.Contains(right, sec.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Root_becomes_the_user_and_the_groups()
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        Open("file", "log");
        using var sec = Start("--user=nobody", "--group=adm", "--group=mail", "--log=log");
        sec.WaitForOutput("SEC_STARTUP");
        var status = File.ReadAllLines($"/proc/{sec.Id}/status");

        Assert.Contains("Uid:\t65534\t65534\t65534\t65534", status);
        Assert.Contains("Gid:\t4\t4\t4\t4", status);
        Assert.Contains(status, static line => line.Trim() is "Groups:\t4 8");
        foreach (var task in Directory.GetDirectories($"/proc/{sec.Id}/task"))
        {
            Assert.Contains("Uid:\t65534\t65534\t65534\t65534", File.ReadAllLines(Path.Combine(task, "status")));
        }
    }

    [Theory]
    [InlineData("--user=nosuchuser")]
    [InlineData("--user=nobody", "--group=nosuchgroup")]
    public void A_user_or_group_that_does_not_exist_ends_the_start(params string[] options)
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        using var sec = Start(options);

        Assert.Equal(1, sec.WaitForExit());
        Assert.Contains("does not exist", sec.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Others_than_root_cannot_become_another_user()
    {
        Assert.SkipUnless(Environment.UserName == "root", "needs root");
        using var sec = SecProcess.StartProgram(
            "/usr/bin/setpriv", _folder, "--reuid=65534", "--regid=65534", "--clear-groups", SecProcess.Built, "--user=mail", "--conf=rules.sec");

        Assert.Equal(1, sec.WaitForExit());
        Assert.Contains("only be used by root", sec.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detached_program_has_a_session_of_its_own_and_no_streams()
    {
        using var sec = Start(
            "--detach", $"--conf={_folder["rules.sec"]}", $"--input={_folder["in"]}", $"--pid={_folder["pid"]}", "--log=log", "--nochildterm");
        Assert.Equal(0, sec.WaitForExit());
        var pid = File.ReadAllText(_folder["pid"]).Trim();
        try
        {
            Assert.NotEqual(sec.Id.ToString(CultureInfo.InvariantCulture), pid);
            Assert.Equal("/", File.ResolveLinkTarget($"/proc/{pid}/cwd", false)!.FullName);
            foreach (var stream in (string[])["0", "1", "2"])
            {
                Assert.Equal("/dev/null", File.ResolveLinkTarget($"/proc/{pid}/fd/{stream}", false)!.FullName);
            }

            Assert.True(sec.IsOutputClosed || !SecProcess.IsShipped, "The runtime of the managed form has duplicates of them.");
            var stat = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ');
            Assert.Equal(pid, stat[3]);
            Assert.Equal("0", stat[4]);
            _folder.Append("in", $"run env > {_folder["env"]}; ls -l /proc/self/fd > {_folder["fds"]}; echo > {_folder["ran"]}\n");
            sec.WaitForFile(_folder["ran"], "\n");
            Assert.DoesNotContain("SECSHARP", File.ReadAllText(_folder["env"]), StringComparison.Ordinal);
            sec.WaitForFile(_folder["log"], "Daemonization complete");
        }
        finally
        {
            Kill(pid, "TERM");
        }

        sec.WaitUntil(() => !Directory.Exists($"/proc/{pid}") || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z", StringComparison.Ordinal), "the end");
    }

    [Fact]
    public void A_detached_start_that_fails_says_so_with_its_exit_status()
    {
        using var sec = Start("--detach", "--pid=/nonexistent/pid");

        Assert.Equal(1, sec.WaitForExit());
        Assert.Contains("/nonexistent/pid", sec.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_resource_file_adds_options_and_is_read_again()
    {
        _folder.Write("rc", "# options\n\n--log=log\n  --debug\n4\n--intevents\n--input=in\n");
        using var sec = SecProcess.StartProgram("/usr/bin/env", _folder, "SECRC=rc", SecProcess.Built, "--conf=rules.sec");
        sec.WaitForOutput("SEC_STARTUP");
        Assert.DoesNotContain("rules loaded", File.ReadAllText(_folder["log"]), StringComparison.Ordinal);
        _folder.Write("rc", "--log=log2\n--intevents\n--input=in\n");
        sec.Signal(SecProcess.Hangup);
        sec.WaitForOutput("SEC_RESTART");

        Assert.Contains("rules loaded", File.ReadAllText(_folder["log2"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_file_that_is_missing_is_refused()
    {
        using var sec = SecProcess.StartProgram("/usr/bin/env", _folder, "SECRC=nothing", SecProcess.Built, "--conf=rules.sec");

        Assert.Equal(2, sec.WaitForExit());
        Assert.Contains("nothing", sec.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SecProcess.Hangup, "--reload=safe")]
    [InlineData(SecProcess.Abort, "--reload=safe")]
    public void A_safe_reload_keeps_the_running_rules(int signal, string option)
    {
        using var sec = Start(option, "--log=log");
        sec.WaitForOutput("SEC_STARTUP");
        var good = File.ReadAllText(_folder["rules.sec"]);
        _folder.Write("rules.sec", "type=Singel\n");
        sec.Signal(signal);
        sec.WaitForFile(_folder["log"], "the running rules stay");
        _folder.Append("in", "mark 1\n");
        sec.WaitForOutput("mark 1\n");
        _folder.Write("rules.sec", good.Replace("write - $1", "write - new $1", StringComparison.Ordinal));
        sec.Signal(signal);
        sec.WaitForOutput("new SEC_");
        _folder.Append("in", "mark 2\n");
        sec.WaitForOutput("new mark 2\n");

        Assert.Single(sec.Lines, static line => line.Contains("RESTART", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_it_the_valid_rules_are_loaded()
    {
        using var sec = Start("--log=log");
        sec.WaitForOutput("SEC_STARTUP");
        _folder.Write("rules.sec", "type=Singel\n\n" + File.ReadAllText(_folder["rules.sec"]).Replace("write - $1", "write - new $1", StringComparison.Ordinal));
        sec.Signal(SecProcess.Hangup);

        sec.WaitForOutput("new SEC_RESTART\n");
    }

    [Fact]
    public void SIGINT_goes_through_the_log_levels()
    {
        using var sec = Start("--log=log", "--debug=5");
        sec.WaitForOutput("SEC_STARTUP");
        sec.Signal(SecProcess.Interrupt);
        sec.WaitForFile(_folder["log"], "from 5 to 6");
        sec.Signal(SecProcess.Interrupt);
        sec.WaitForFile(_folder["log"], "from 6 to 1");
        _folder.Append("in", "mark\n");
        sec.WaitForOutput("mark\n");

        Assert.Equal(0, sec.Stop());
        Assert.DoesNotContain("mark", File.ReadAllText(_folder["log"]).Split("6 to 1")[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nodetach")]
    [InlineData("--detach")]
    public void The_service_manager_hears_of_start_restart_life_and_end_of_the_process_that_it_has_started(string detach)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 30_000 };
        socket.Bind(new UnixDomainSocketEndPoint(_folder["notify"]));
        using var sec = SecProcess.StartProgram(
            "/usr/bin/env", _folder, $"NOTIFY_SOCKET={_folder["notify"]}", "WATCHDOG_USEC=400000", SecProcess.Built,
            "--conf=rules.sec", "--input=in", "--intevents", detach);
        Assert.Equal("READY=1", Receive(socket));
        Assert.False(sec.HasExited);
        Assert.Equal("WATCHDOG=1", Receive(socket));
        sec.Signal(SecProcess.Hangup);
        Assert.StartsWith("RELOADING=1\nMONOTONIC_USEC=", ReceiveOther(socket));
        Assert.Equal("READY=1", ReceiveOther(socket));
        _folder.Append("in", $"run env > {_folder["env"]}; echo > {_folder["ran"]}\n");
        sec.WaitForFile(_folder["ran"], "\n");
        sec.Signal(SecProcess.Terminate);
        Assert.Equal("STOPPING=1", ReceiveOther(socket));
        Assert.DoesNotContain("NOTIFY_SOCKET", File.ReadAllText(_folder["env"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_timeout_script_hears_of_an_input_that_falls_silent()
    {
        _folder.Write("script", "#!/bin/sh\necho \"$@\" >> said\n");
        using (var chmod = System.Diagnostics.Process.Start("chmod", ["700", _folder["script"]]))
        {
            chmod.WaitForExit();
        }

        using var sec = Start("--input-timeout=1", "--timeout-script=./script");
        sec.WaitForFile(_folder["said"], "1 in\n");
        _folder.Append("in", "mark\n");
        sec.WaitForFile(_folder["said"], "0 in\n");
    }

    [Fact]
    public void The_unit_file_starts_the_program_as_it_is()
    {
        var unit = File.ReadAllLines(Repository.Folder("packaging/sec.service"));
        Assert.Contains("Type=notify", unit);
        Assert.Contains("ExecStart=/usr/bin/sec $DAEMON_ARGS", unit);
        var arguments = File.ReadAllLines(Repository.Folder("packaging/default"))
            .Single(static line => line.StartsWith("DAEMON_ARGS=", StringComparison.Ordinal)).Split('"')[1].Split(' ');
        var values = Cli.Options.OptionParser.Parse(arguments, Cli.Options.OptionTable.Daemon);
        Assert.Empty(values.Arguments);
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[1000];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }

    private static string ReceiveOther(Socket socket)
    {
        string message;
        do
        {
            message = Receive(socket);
        }
        while (message == "WATCHDOG=1");
        return message;
    }

    private static void Kill(string pid, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", pid]);
        kill.WaitForExit();
    }

    /// <summary>Lets everyone write to the folder.</summary>
    private void Open(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write(file, "");
        }

        using var chmod = System.Diagnostics.Process.Start("chmod", ["-R", "a+rwX", _folder.Path]);
        chmod.WaitForExit();
    }

    private string Stat(string format, string name)
    {
        var start = new System.Diagnostics.ProcessStartInfo("stat", ["-c", format, _folder[name]]) { RedirectStandardOutput = true };
        using var stat = System.Diagnostics.Process.Start(start)!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }

    private SecProcess Start(params string[] options) =>
        SecProcess.Start(_folder, ["--conf=rules.sec", "--input=in", "--intevents", .. options]);
}
