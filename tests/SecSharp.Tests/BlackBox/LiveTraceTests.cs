using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SecSharp.Tests.BlackBox;

/// <summary>Traces from a running daemon over its control socket.</summary>
public sealed class LiveTraceTests : IDisposable
{
    private const string Rules = """
        type=Single
        ptype=RegExp
        pattern=^say (\w+)
        desc=said $1
        action=write - %s

        """;

    private readonly TemporaryFolder _folder = new();

    public LiveTraceTests()
    {
        _folder.Write("rules.sec", Rules);
        _folder.Write("in", "");
    }

    [Fact]
    public void The_next_lines_are_explained_and_the_trace_ends()
    {
        using var sec = StartDaemon();
        using var trace = Explain("--lines=2");
        sec.WaitForFile(_folder["log"], "Trace requested");
        _folder.Append("in", "say one\nsay two\nsay three\n");
        Assert.Equal(0, trace.WaitForExit());
        Assert.Contains("line from in: say one", trace.Output, StringComparison.Ordinal);
        Assert.Contains("pattern matches: $1='two'", trace.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("three", trace.Output, StringComparison.Ordinal);
        sec.WaitForOutput("said three\n");

        Assert.Equal(0, sec.Stop());
        Assert.False(File.Exists(_folder["control"]));
    }

    [Fact]
    public void Two_clients_get_what_each_has_asked_for()
    {
        using var sec = StartDaemon();
        using var text = Explain("--lines=1", "--rule=said");
        using var json = Explain("--lines=1", "--json");
        sec.WaitUntil(() => File.ReadAllText(_folder["log"]).Split("Trace requested").Length == 3, "two traces");
        _folder.Append("in", "say one\n");
        Assert.Equal(0, text.WaitForExit());
        Assert.Equal(0, json.WaitForExit());
        Assert.Contains("rule 1, line 1, Single 'said $1': match", text.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"step\":\"line\",\"text\":\"say one\"", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_that_a_line_creates_are_explained_with_it()
    {
        _folder.Write("rules.sec", """
            type=Single
            ptype=RegExp
            pattern=^say (\w+)
            desc=said $1
            action=event 0 echo $1; event 0 echo again; alias NONE OTHER

            type=Single
            ptype=RegExp
            pattern=^echo (\w+)
            desc=echoed $1
            action=write - %s; delete NONE

            """);
        using var sec = StartDaemon();
        using var trace = Explain("--lines=1", "--json");
        using var events = Explain("--lines=2", "--rule=echoed");
        sec.WaitUntil(() => File.ReadAllText(_folder["log"]).Split("Trace requested").Length == 3, "two traces");
        _folder.Append("in", "say one\nsay two\n");
        Assert.Equal(0, trace.WaitForExit());
        Assert.Equal(0, events.WaitForExit());
        Assert.Equal(["say one", "echo one", "echo again"], trace.Lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!));
        Assert.Contains("there is no context NONE: nothing is done", trace.Output, StringComparison.Ordinal);
        Assert.Equal(2, events.Lines.Count(static line => line.StartsWith("event: echo", StringComparison.Ordinal)));
        Assert.Contains("delete NONE\n        Context 'NONE' does not exist", events.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("say", events.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_can_t_match_the_rule_in_question_do_not_count()
    {
        using var sec = StartDaemon();
        using var trace = Explain("--lines=1", "--rule=#1");
        sec.WaitForFile(_folder["log"], "Trace requested");
        _folder.Append("in", "something else\nsay one\n");
        Assert.Equal(0, trace.WaitForExit());
        Assert.Contains("line from in: say one", trace.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_daemon_refuses_is_an_error_of_the_command()
    {
        using var sec = StartDaemon();
        using var trace = Explain("--rule=nonsense");
        Assert.Equal(2, trace.WaitForExit());
        Assert.Equal("", trace.Output);
        Assert.StartsWith("sec: no rule is meant by 'nonsense'", trace.Errors, StringComparison.Ordinal);
        Assert.Equal(0, sec.Stop());
    }

    [Fact]
    public void A_script_that_ends_during_a_trace_is_told_with_what_it_leads_to()
    {
        _folder.Write("rules.sec", """
            type=SingleWithScript
            ptype=RegExp
            pattern=^check (\w+)
            script=read name < gate
            desc=check of $1
            action=write - good
            action2=write - bad

            """);
        using (var make = Process.Start("mkfifo", [_folder["gate"]]))
        {
            make.WaitForExit();
        }

        using var sec = StartDaemon();
        using var trace = Explain("--lines=2");
        sec.WaitForFile(_folder["log"], "Trace requested");
        _folder.Append("in", "check one\n");
        sec.WaitForFile(_folder["log"], "Child");
        File.WriteAllText(_folder["gate"], "go\n");
        sec.WaitForOutput("good\n");
        _folder.Append("in", "nothing\n");
        Assert.Equal(0, trace.WaitForExit());
        Assert.Contains("  the script of rule 1, line 1, SingleWithScript 'check of $1' has ended\n    write - good\n", trace.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_outlives_a_full_restart()
    {
        using var sec = StartDaemon();
        using var trace = Explain("--lines=2");
        sec.WaitForFile(_folder["log"], "Trace requested");
        _folder.Append("in", "say one\n");
        sec.WaitForOutput("said one\n");
        _folder.Write("rules.sec", Rules.Replace("said $1", "spoken $1", StringComparison.Ordinal));
        sec.Signal(SecProcess.Hangup);
        sec.WaitForFile(_folder["log"], "full restart");
        _folder.Append("in", "say two\n");
        Assert.Equal(0, trace.WaitForExit());
        Assert.Contains("'spoken $1': match", trace.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_never_reads_makes_nobody_wait_and_hears_what_it_has_lost()
    {
        using var sec = StartDaemon();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        socket.Connect(new UnixDomainSocketEndPoint(_folder["control"]));
        socket.Send("{\"request\":\"explain\",\"lines\":0}\n"u8);
        sec.WaitForFile(_folder["log"], "Trace requested");
        var lines = new StringBuilder();
        for (var number = 0; number < 60_000; number++)
        {
            lines.Append("say x").Append(number).Append('\n');
        }

        _folder.Append("in", lines.ToString());
        sec.WaitForOutput("said x59999\n");
        var buffer = new byte[1 << 16];
        var received = new StringBuilder();
        do
        {
            received.Append(Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer)));
            if (received.Length > 4 << 20)
            {
                _folder.Append("in", "say more\n");
                received.Remove(0, 1 << 20);
            }
        }
        while (!received.ToString().Contains("explanations were dropped", StringComparison.Ordinal));

        Assert.Equal(0, sec.Stop());
    }

    [Theory]
    [InlineData("nonsense", "a request is one line of JSON")]
    [InlineData("[1]", "a JSON object with a member")]
    [InlineData("{\"request\":\"stop\"}", "there is no request 'stop': there is explain")]
    public void A_request_that_is_none_is_answered_with_what_is_wrong(string request, string message)
    {
        using var sec = StartDaemon();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        socket.Connect(new UnixDomainSocketEndPoint(_folder["control"]));
        socket.Send(Encoding.UTF8.GetBytes(request + "\n"));
        var buffer = new byte[1000];
        var answer = Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer)).Replace("\\u0027", "'", StringComparison.Ordinal);
        Assert.StartsWith("{\"error\":\"", answer, StringComparison.Ordinal);
        Assert.Contains(message, answer, StringComparison.Ordinal);
        Assert.Equal(0, socket.Receive(buffer));
    }

    [Fact]
    public void The_socket_is_its_owner_s_only_one_that_is_left_over_is_replaced_and_one_in_use_is_not()
    {
        using (var first = StartDaemon())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["control"]));
            using var second = SecProcess.Start(_folder, "--conf=rules.sec", "--input=in", "--control=control");
            Assert.Equal(1, second.WaitForExit());
            Assert.Contains("another process listens on it", second.Errors, StringComparison.Ordinal);
            first.Signal(SecProcess.Kill);
            first.WaitUntil(() => first.HasExited, "the end");
        }

        Assert.True(File.Exists(_folder["control"]));
        using var third = StartDaemon();
        using var trace = Explain("--lines=1");
        third.WaitForFile(_folder["log"], "Trace requested");
        _folder.Append("in", "say three\n");
        Assert.Equal(0, trace.WaitForExit());
    }

    [Fact]
    public void A_file_that_is_no_socket_is_left_alone()
    {
        _folder.Write("control", "precious");
        using var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=in", "--control=control");
        Assert.Equal(1, sec.WaitForExit());
        Assert.Contains("there is a file of that name that is no socket", sec.Errors, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(_folder["control"]));
    }

    public void Dispose() => _folder.Dispose();

    private SecProcess StartDaemon()
    {
        File.Delete(_folder["log"]);
        var sec = SecProcess.Start(_folder, "--conf=rules.sec", "--input=in", "--log=log", "--control=control");
        sec.WaitForFile(_folder["log"], "Listening on control socket");
        return sec;
    }

    private SecProcess Explain(params string[] options) => SecProcess.StartIn(_folder.Path, ["explain", "--control=control", .. options]);
}
