using SecSharp.Hosting;
using SecSharp.Outputs.Sockets;
using SecSharp.Polling;
using SecSharp.Processes;
using SecSharp.Reporting;

namespace SecSharp.Cli;

/// <summary>
/// What actions of a replay reach outside of the program: child processes and sockets, which live in real time while the
/// events have a time of their own. Inputs and signals are not for actions of a replay.
/// </summary>
internal sealed class ReplayHost : IDisposable
{
    /// <summary>Time that children have at the end to do what they were started for.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ChildProcesses _children;
    private readonly SocketOutputs _sockets;

    public ReplayHost(EngineLog log)
    {
        _children = new ChildProcesses(Polls, _time, log);
        _sockets = new SocketOutputs(Polls, _time, log);
        Host = new ProgramHost(log) { Processes = _children, Sockets = _sockets };
    }

    /// <summary>Where the replay looks for what children and peers have done.</summary>
    public PollSet Polls { get; } = new();

    /// <summary>The engine's host.</summary>
    public ProgramHost Host { get; }

    /// <summary>The engine that lines of children go to as events.</summary>
    public Engine? Engine
    {
        get => _children.Engine;
        set => _children.Engine = value;
    }

    /// <summary>Takes note of what children and peers have done, without waiting, and processes the events that come of it.</summary>
    public void Look()
    {
        Polls.Wait(0);
        _children.CheckTimes();
        _sockets.CheckTimes();
        Engine?.ProcessEvents();
    }

    /// <summary>Lets children come to their end, events from their output included, for a few seconds at most.</summary>
    public void Finish()
    {
        var started = _time.GetTimestamp();
        for (var rest = Grace; rest > TimeSpan.Zero && _children.Running.Count > 0; rest = Grace - _time.GetElapsedTime(started))
        {
            Polls.Wait((int)Math.Min(rest.TotalMilliseconds + 1, 100));
            Look();
            Engine?.Outputs.Flush();
        }
    }

    public void Dispose()
    {
        _children.Engine = null;
        _children.Terminate();
        _children.Dispose();
        _sockets.Dispose();
    }
}
