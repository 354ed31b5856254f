using SecSharp.Cli.Life;
using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Tests.Life;

[Collection("processes")]
public sealed class DaemonSignalsTests : IDisposable
{
    private readonly PollSet _poll = new();
    private readonly List<string> _log = [];
    private readonly List<(DaemonSignal Signal, int Count)> _taken = [];
    private readonly DaemonSignals _signals;

    public DaemonSignalsTests() => _signals = new DaemonSignals(_poll, new EngineLog((_, message) => _log.Add(message)), isInteractive: false, Take);

    public void Dispose() => _signals.Dispose();

    [Theory]
    [InlineData("HUP", 0)]
    [InlineData("ABRT", 1)]
    [InlineData("USR1", 2)]
    [InlineData("USR2", 3)]
    [InlineData("INT", 4)]
    [InlineData("TERM", 5)]
    public void An_emulated_signal_is_acted_upon_in_the_next_wait(string name, int signal)
    {
        Emulate(name);
        Assert.True(_signals.IsPending);
        Assert.Empty(_taken);
        _poll.Wait(5000);

        Assert.Equal([((DaemonSignal)signal, 1)], _taken);
        Assert.False(_signals.IsPending);
    }

    [Fact]
    public void Signals_of_one_kind_are_counted_and_kinds_have_an_order()
    {
        Emulate("TERM");
        Emulate("INT");
        Emulate("INT");
        Emulate("HUP");
        _poll.Wait(5000);

        Assert.Equal([(DaemonSignal.FullRestart, 1), (DaemonSignal.NextLogLevel, 2), (DaemonSignal.Terminate, 1)], _taken);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("hup")]
    [InlineData("")]
    public void Other_signals_are_refused(string name)
    {
        Emulate(name);

        Assert.False(_signals.IsPending);
        Assert.Contains("HUP, ABRT", _log[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_signal_is_acted_upon_on_the_thread_that_waits()
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-USR2", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        _poll.Wait(5000);

        Assert.Equal([(DaemonSignal.Reopen, 1)], _taken);
    }

    private void Emulate(string name) =>
        _signals.Perform(new ExternalRequest(ActionKind.SigEmul, [ByteString.Utf8(name)]));

    private void Take()
    {
        while (_signals.TryTake(out var signal, out var count))
        {
            _taken.Add((signal, count));
        }
    }
}
