using System.Runtime.InteropServices;
using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Polling;
using SecSharp.Posix;
using SecSharp.Reporting;

namespace SecSharp.Cli.Life;

/// <summary>Signals that the daemon acts upon. sec(1), SIGNALS.</summary>
internal enum DaemonSignal
{
    /// <summary>SIGHUP: full restart.</summary>
    FullRestart,

    /// <summary>SIGABRT: soft restart.</summary>
    SoftRestart,

    /// <summary>SIGUSR1: dump.</summary>
    Dump,

    /// <summary>SIGUSR2: outputs are closed and the log is reopened.</summary>
    Reopen,

    /// <summary>SIGINT: the next log level.</summary>
    NextLogLevel,

    /// <summary>SIGTERM: the end.</summary>
    Terminate,
}

/// <summary>
/// Takes signals, real ones and those of sigemul: handlers only count them and wake the engine's thread, which acts on
/// them between two events.
/// </summary>
internal sealed class DaemonSignals : ISignalSource, IDisposable
{
    private static readonly (string Name, int Number)[] Signals =
    [
        ("HUP", Libc.SIGHUP),
        ("ABRT", Libc.SIGABRT),
        ("USR1", Libc.SIGUSR1),
        ("USR2", Libc.SIGUSR2),
        ("INT", Libc.SIGINT),
        ("TERM", Libc.SIGTERM),
    ];

    private readonly EngineLog _log;
    private readonly Wakeup _wakeup;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly int[] _counts = new int[Signals.Length];
    private volatile bool _pending;

    /// <param name="poll">Where the program waits.</param>
    /// <param name="log">The log.</param>
    /// <param name="isInteractive">Whether SIGINT is left to the user at the terminal, who wants to end the program.</param>
    /// <param name="act">Called on the engine's thread when signals are to be acted upon: <see cref="TryTake"/> hands them out.</param>
    public DaemonSignals(PollSet poll, EngineLog log, bool isInteractive, Action act)
    {
        _log = log;
        _wakeup = new Wakeup(poll, act);
        if (isInteractive)
        {
            log.Interactive();
        }

        TakeAbortFromRuntime();
        for (var index = 0; index < Signals.Length; index++)
        {
            var signal = (DaemonSignal)index;
            if (signal != DaemonSignal.NextLogLevel || !isInteractive)
            {
                _registrations.Add(PosixSignalRegistration.Create((PosixSignal)Signals[index].Number, context =>
                {
                    context.Cancel = true;
                    Note(signal);
                }));
            }
        }
    }

    public bool IsPending => _pending;

    /// <summary>Takes the next signal to act upon, with the number of times it has come.</summary>
    public bool TryTake(out DaemonSignal signal, out int count)
    {
        _pending = false;
        for (var index = 0; index < _counts.Length; index++)
        {
            count = Interlocked.Exchange(ref _counts[index], 0);
            if (count > 0)
            {
                _pending = Array.Exists(_counts, static waiting => waiting > 0);
                signal = (DaemonSignal)index;
                return true;
            }
        }

        signal = default;
        count = 0;
        return false;
    }

    /// <summary>sigemul SIGNAL</summary>
    public void Perform(ExternalRequest request)
    {
        if (request.Action != ActionKind.SigEmul)
        {
            return;
        }

        var name = request.Parameters[0];
        _log.SignalEmulated(name);
        var index = Array.FindIndex(Signals, signal => name == ByteString.Utf8(signal.Name));
        if (index < 0)
        {
            _log.SignalNotEmulated(name);
            return;
        }

        Note((DaemonSignal)index);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _wakeup.Dispose();
    }

    /// <summary>
    /// Removes the runtime's own handler of SIGABRT, which would otherwise be called after ours and make sure that the next
    /// SIGABRT ends the program.
    /// </summary>
    private static unsafe void TakeAbortFromRuntime()
    {
        var action = stackalloc byte[Libc.OpaqueSize];
        new Span<byte>(action, Libc.OpaqueSize).Clear();
        _ = Libc.SigAction(Libc.SIGABRT, action, null);
    }

    private void Note(DaemonSignal signal)
    {
        Interlocked.Increment(ref _counts[(int)signal]);
        _pending = true;
        _wakeup.Set();
    }
}
