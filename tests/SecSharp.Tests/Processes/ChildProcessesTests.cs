using System.Globalization;
using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Reporting;

namespace SecSharp.Tests.Processes;

/// <summary>Tests that count what the whole process has open run alone.</summary>
[CollectionDefinition(nameof(ChildProcessesTests), DisableParallelization = true)]
public sealed class ChildProcessesCollection;

[Collection(nameof(ChildProcessesTests))]
public sealed class ChildProcessesTests : IDisposable
{
    private readonly ProcessBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Shellcmd_runs_a_command_through_the_shell()
    {
        _bench.Perform(ActionKind.ShellCmd, $"echo $((6*7)) > {_bench.Path("out")}");
        _bench.WaitForChildren();

        Assert.Equal("42\n", _bench.Read("out"));
    }

    [Fact]
    public void Cmdexec_hands_over_its_arguments_as_they_are()
    {
        _bench.Perform(ActionKind.CmdExec, "sh", "-c", $"printf '%s\\n' \"$@\" > {_bench.Path("out")}", "x", "a b", "$(date)", "");
        _bench.WaitForChildren();

        Assert.Equal("a b\n$(date)\n\n", _bench.Read("out"));
    }

    [Fact]
    public void Lines_of_a_spawned_command_become_events()
    {
        _bench.Perform(ActionKind.Spawn, @"printf 'one\r\n\ntwo\0x\n'; printf 'rest'");
        _bench.WaitForChildren();

        Assert.Equal(["one\r", "", "two\0x", "rest"], Texts());
    }

    [Fact]
    public void A_line_in_two_pieces_is_one_event()
    {
        _bench.Perform(ActionKind.Spawn, "printf one; sleep 0.1; printf 'two\\nthree'; sleep 0.1; printf 'four\\n'");
        _bench.WaitForChildren();

        Assert.Equal(["onetwo", "threefour"], Texts());
    }

    [Fact]
    public void Cspawn_sets_the_internal_context_of_its_events()
    {
        _bench.Perform(ActionKind.CSpawnExec, "CTX", "echo", "a;b");
        _bench.WaitForChildren();

        Assert.Equal([("a;b", "CTX")], _bench.Events());
    }

    [Fact]
    public void A_line_longer_than_the_limit_is_cut_and_counted()
    {
        _bench.Perform(ActionKind.Spawn, "head -c 3000000 /dev/zero | tr '\\0' x; echo; echo next");
        _bench.WaitForChildren();

        Assert.Equal([1 << 20, 4], Texts().Select(static text => text.Length));
        Assert.Equal(1, _bench.Children.LinesCut);
    }

    [Fact]
    public void Pipe_writes_its_string_with_a_newline()
    {
        _bench.Perform(ActionKind.Pipe, "a\nb", $"cat > {_bench.Path("out")}");
        _bench.Perform(ActionKind.PipeExec, "", "tee", _bench.Path("empty"));
        _bench.WaitForChildren();

        Assert.Equal("a\nb\n", _bench.Read("out"));
        Assert.Equal("\n", _bench.Read("empty"));
    }

    [Fact]
    public void Report_writes_the_event_store()
    {
        _bench.Children.Perform(new ExternalRequest(
            ActionKind.Report, [ByteString.Utf8("CTX"), ByteString.Utf8($"cat > {_bench.Path("out")}")])
        {
            EventStore = [ByteString.Utf8("one"), ByteString.Empty, ByteString.Utf8("two")],
        });
        _bench.WaitForChildren();

        Assert.Equal("one\n\ntwo\n", _bench.Read("out"));
    }

    [Fact]
    public void A_slow_reader_gets_all_its_data_while_the_engine_goes_on()
    {
        var text = new string('x', 5_000_000);
        _bench.Perform(ActionKind.Pipe, text, $"sleep 0.2; cat > {_bench.Path("out")}");
        Assert.False(_bench.Children.Running.Single().Input!.IsClosed);
        _bench.WaitForChildren();

        Assert.Equal(text.Length + 1, new FileInfo(_bench.Path("out")).Length);
    }

    [Fact]
    public void A_child_that_does_not_read_its_input_does_no_harm()
    {
        _bench.Perform(ActionKind.Pipe, new string('x', 5_000_000), "exit 3;");
        _bench.WaitForChildren();

        Assert.Contains(_bench.Log, static entry => entry.Level == LogLevel.Warning && entry.Message.Contains("exitcode 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_child_that_closes_its_input_does_no_harm()
    {
        _bench.Perform(ActionKind.Pipe, new string('x', 5_000_000), $"exec 0<&-; sleep 0.2; echo done > {_bench.Path("out")}");
        _bench.WaitForChildren();

        Assert.Equal("done\n", _bench.Read("out"));
    }

    [Theory]
    [InlineData("exit 0;", "success\n")]
    [InlineData("exit 7;", "failure\n")]
    [InlineData("kill -9 $$", "success\n")]
    [InlineData("/nonexistent/program", "failure\n")]
    public void A_script_decides_by_its_exit_status(string command, string written)
    {
        _bench.RunScript(command);
        _bench.WaitUntil(() => _bench.StandardOutput().Length > 0);

        Assert.Equal(written, _bench.StandardOutput());
    }

    [Fact]
    public void A_script_reads_the_names_of_all_contexts()
    {
        _bench.RunScript($"cat > {_bench.Path("out")}", shell: true, "A", "B C");
        _bench.WaitForChildren();

        Assert.Equal("A\nB C\n", _bench.Read("out"));
    }

    [Fact]
    public void A_program_without_interpreter_line_is_run_by_the_shell()
    {
        File.WriteAllText(_bench.Path("program"), $"echo \"$1\" > {_bench.Path("out")}\n");
        _bench.Perform(ActionKind.CmdExec, "chmod", "700", _bench.Path("program"));
        _bench.WaitForChildren();
        _bench.Perform(ActionKind.CmdExec, _bench.Path("program"), "a b");
        _bench.WaitForChildren();

        Assert.Equal("a b\n", _bench.Read("out"));
    }

    [Fact]
    public void Children_inherit_no_ignored_signals_and_no_descriptors()
    {
        _bench.Perform(ActionKind.ShellCmd, $"ls /proc/self/fd > {_bench.Path("before")}");
        _bench.WaitForChildren();
        _bench.Perform(ActionKind.Pipe, new string('x', 1_000_000), "sleep 0.5");
        _bench.Perform(ActionKind.Spawn, "sleep 0.5");
        _bench.Perform(ActionKind.ShellCmd, $"grep SigIgn /proc/self/status > {_bench.Path("ignored")}; ls /proc/self/fd > {_bench.Path("open")}");
        _bench.WaitForChildren();

        // 32 and 33 belong to the C library.
        Assert.Matches("SigIgn:\t0000000[01][08]0000000", _bench.Read("ignored"));
        Assert.NotEmpty(_bench.Read("open"));
        Assert.Equal(_bench.Read("before"), _bench.Read("open"));
    }

    [Fact]
    public void A_child_that_is_killed_is_reaped()
    {
        _bench.Perform(ActionKind.Spawn, "echo up; exec sleep 100");
        _bench.WaitUntil(() => Texts().Count > 0);
        _bench.Children.Terminate();
        _bench.WaitForChildren();

        Assert.Contains(_bench.Log, static entry => entry.Message.Contains("terminated by signal 15", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_thousand_children_at_once_leave_nothing_behind()
    {
        var pipes = ProcessBench.OpenPipes();
        for (var number = 0; number < 2000; number++)
        {
            _bench.Perform(ActionKind.SpawnExec, "echo", number.ToString(CultureInfo.InvariantCulture));
        }

        _bench.WaitForChildren();

        Assert.Equal(2000, Texts().Distinct().Count());
        Assert.Equal(pipes, ProcessBench.OpenPipes());
        Assert.Equal(2000, _bench.Children.Started);
    }

    [Fact]
    public void A_reader_gets_the_rest_after_the_program_has_let_go()
    {
        _bench.Perform(ActionKind.Pipe, new string('x', 300_000), $"sleep 0.3; wc -c > {_bench.Path("out")}; mv {_bench.Path("out")} {_bench.Path("done")}");
        _bench.Children.Dispose();
        _bench.WaitUntil(() => File.Exists(_bench.Path("done")));

        Assert.Equal("300001", _bench.Read("done").Trim());
    }

    private List<string> Texts() => [.. _bench.Events().Select(static recorded => recorded.Text)];
}
