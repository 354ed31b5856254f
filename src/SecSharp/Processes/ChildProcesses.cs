using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Polling;
using SecSharp.Posix;
using SecSharp.Reporting;

namespace SecSharp.Processes;

/// <summary>
/// The child processes of an engine: starts them, feeds them, takes their lines, and does what is to be done when they
/// end. They outlive the engine at a full restart. sec(1), CHILD PROCESSES. Owned by the engine's thread.
/// </summary>
internal sealed unsafe class ChildProcesses : IScriptRunner, IChildLines, ITimed, IDisposable
{
    /// <summary>
    /// Time after which ended children are looked for without a signal: telling of SIGCHLD may need a thread, and where the
    /// system refuses one because of too many processes, it may be our own ended children that are too many.
    /// </summary>
    private static readonly TimeSpan LongestUnreaped = TimeSpan.FromSeconds(1);

    private readonly PollSet _poll;
    private readonly EngineLog _log;
    private readonly Dictionary<int, ChildProcess> _children = [];
    private readonly Queue<ChildProcess> _notRun = new();
    private readonly byte[] _block = new byte[64 * 1024];
    private readonly Wakeup _wakeup;
    private readonly PosixSignalRegistration _childSignal;
    private readonly TimeProvider _time;
    private long _lastReaped;

    /// <param name="poll">Where the program waits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public ChildProcesses(PollSet poll, TimeProvider time, EngineLog log)
    {
        _time = time;
        _poll = poll;
        _log = log;
        _wakeup = new Wakeup(poll, Reap);
        _childSignal = PosixSignalRegistration.Create((PosixSignal)Libc.SIGCHLD, _ => _wakeup.Set());
    }

    /// <summary>
    /// The engine whose events and action lists the children bring about; to be set before the first action runs. Null at the
    /// end of the program: what the children bring about does not matter any more.
    /// </summary>
    public Engine? Engine { get; set; }

    public int LongestLine { get; init; } = Inputs.LineReader.LongestLine;

    /// <summary>The children that have not ended.</summary>
    public IReadOnlyCollection<ChildProcess> Running => _children.Values;

    /// <summary>Number of children started so far.</summary>
    public long Started { get; private set; }

    /// <summary>Number of lines of children that were cut at <see cref="LongestLine"/>.</summary>
    public long LinesCut { get; private set; }

    public void Perform(ExternalRequest request)
    {
        var parameters = request.Parameters;
        switch (request.Action)
        {
            case ActionKind.ShellCmd:
                _log.ExecutingCommand(parameters[0], shell: true);
                Start(CommandLine.Parse(parameters[0]), null, spawn: false);
                break;
            case ActionKind.CmdExec:
                var command = CommandLine.Of(parameters);
                _log.ExecutingCommand(command.Text, shell: false);
                Start(command, null, spawn: false);
                break;
            case ActionKind.Spawn:
                Spawn(CommandLine.Parse(parameters[0]), default, shell: true);
                break;
            case ActionKind.SpawnExec:
                Spawn(CommandLine.Of(parameters), default, shell: false);
                break;
            case ActionKind.CSpawn:
                Spawn(CommandLine.Parse(parameters[1]), parameters[0], shell: true);
                break;
            case ActionKind.CSpawnExec:
                Spawn(CommandLine.Of(parameters[1..]), parameters[0], shell: false);
                break;
            case ActionKind.Pipe or ActionKind.PipeExec:
                command = Command(request);
                _log.FeedingCommand(parameters[0], command.Text, request.Action == ActionKind.Pipe);
                Start(command, Lines([parameters[0]]), spawn: false);
                break;
            case ActionKind.Report or ActionKind.ReportExec:
                command = Command(request);
                _log.Reporting(parameters[0], command.Text, request.Action == ActionKind.Report);
                Start(command, Lines(request.EventStore), spawn: false);
                break;
            default:
                _log.ActionUnavailable(ActionNames.Of(request.Action));
                break;
        }
    }

    public void RunScript(ScriptRequest request) => Start(
        request.Shell ? CommandLine.Parse(request.Command[0]) : CommandLine.Of(request.Command),
        Lines(request.ContextNames),
        spawn: false,
        success: request.Success,
        failure: request.Failure);

    /// <summary>Starts a command of the program's own, such as the script of --timeout-script.</summary>
    public void Run(CommandLine command) => Start(command, null, spawn: false);

    /// <summary>Deals with children that have ended, after bringing the engine up to the present.</summary>
    public void Reap()
    {
        _lastReaped = _time.GetTimestamp();
        Engine?.ReadClock();
        Engine?.ProcessEvents();
        while (_notRun.TryDequeue(out var child))
        {
            Finish(child, ProcessEnd.CannotRun);
        }

        while (_children.Count > 0)
        {
            SignalInformation information = default;
            if (Libc.WaitId(Libc.P_ALL, 0, &information, Libc.WEXITED | Libc.WNOHANG | Libc.WNOWAIT) != 0 || information.Pid == 0)
            {
                return;
            }

            if (!_children.TryGetValue(information.Pid, out var child))
            {
                ReapEach();
                return;
            }

            ReapOne(child);
        }
    }

    public void CheckTimes()
    {
        if (MillisecondsToDue() == 0)
        {
            Reap();
        }
    }

    public int MillisecondsToDue() => _children.Count == 0
        ? -1
        : (int)Math.Clamp((LongestUnreaped - _time.GetElapsedTime(_lastReaped)).TotalMilliseconds, 0, int.MaxValue);

    /// <summary>Sends SIGTERM to all children (--childterm).</summary>
    public void Terminate()
    {
        foreach (var child in _children.Values)
        {
            _log.TerminatingChild(child.Pid);
            _ = Libc.Kill(child.Pid, Libc.SIGTERM);
        }
    }

    public void ChildLine(ChildProcess child, ReadOnlySpan<byte> line)
    {
        if (Engine is not null)
        {
            _log.ChildEvent(line, child.Pid);
            Engine.Events.Enqueue(line, child.Context);
        }
    }

    public void ChildLineCut(ChildProcess child)
    {
        LinesCut++;
        _log.ChildLineCut(child.Pid, LongestLine);
    }

    /// <summary>
    /// Lets go of the children: they run on by themselves. What one of them has not read of its input yet is left to
    /// cat(1), so that neither it nor the end of this program has to wait.
    /// </summary>
    public void Dispose()
    {
        _childSignal.Dispose();
        _wakeup.Dispose();
        foreach (var child in _children.Values)
        {
            child.Output?.Discard();
            if (child.Input is { IsClosed: false } input)
            {
                InputHandover.Start(input);
                input.Close();
            }
        }

        _children.Clear();
    }

    private static CommandLine Command(ExternalRequest request) =>
        request.Action is ActionKind.Pipe or ActionKind.Report
            ? CommandLine.Parse(request.Parameters[1])
            : CommandLine.Of(request.Parameters[1..]);

    private static byte[] Lines(ImmutableArray<ByteString> lines)
    {
        var bytes = new byte[lines.Sum(static line => line.Length + 1)];
        var at = 0;
        foreach (var line in lines)
        {
            line.Span.CopyTo(bytes.AsSpan(at));
            at += line.Length;
            bytes[at++] = (byte)'\n';
        }

        return bytes;
    }

    private void Spawn(CommandLine command, ByteString context, bool shell)
    {
        _log.SpawningCommand(command.Text, context, shell);
        Start(command, null, spawn: true, context);
    }

    private void Start(
        CommandLine command,
        byte[]? input,
        bool spawn,
        ByteString context = default,
        BoundActionList? success = null,
        BoundActionList? failure = null)
    {
        Engine!.Outputs.Flush();
        var inputPipe = new Pipe(-1, -1);
        var outputPipe = new Pipe(-1, -1);
        var error = 0;
        if ((input is not null && !Pipe.TryOpen(out inputPipe, out error))
            || (spawn && !Pipe.TryOpen(out outputPipe, out error)))
        {
            Close(inputPipe);
            _log.CannotStart(command.Text, Libc.Message(error));
            return;
        }

        error = ProcessLauncher.Start(command, inputPipe.ReadEnd, outputPipe.WriteEnd, out var pid);
        var child = new ChildProcess
        {
            Pid = error == 0 ? pid : 0,
            Command = command.Text,
            Context = context,
            Success = success,
            Failure = failure,
        };
        if (error != 0)
        {
            Close(inputPipe);
            Close(outputPipe);
            NotStarted(child, error);
            return;
        }

        Started++;
        _children.Add(pid, child);
        _log.ChildStarted(pid, command.Text);
        if (input is not null)
        {
            _ = Libc.Close(inputPipe.ReadEnd);
            Pipe.MakeNonBlocking(inputPipe.WriteEnd);
            child.Input = new ChildInput(_poll, inputPipe.WriteEnd, input);
        }

        if (spawn)
        {
            _ = Libc.Close(outputPipe.WriteEnd);
            Pipe.MakeNonBlocking(outputPipe.ReadEnd);
            child.Output = new ChildOutput(_poll, outputPipe.ReadEnd, child, this, _block);
        }
    }

    private static void Close(Pipe pipe)
    {
        if (pipe.ReadEnd >= 0)
        {
            pipe.Close();
        }
    }

    /// <summary>
    /// No process could be made: nothing more happens. The program could not be run: that is the end of a child with exit
    /// status 1, later, as if it had been one.
    /// </summary>
    private void NotStarted(ChildProcess child, int error)
    {
        _log.CannotStart(child.Command, Libc.Message(error));
        if (error is not (Libc.EAGAIN or Libc.ENOMEM))
        {
            _notRun.Enqueue(child);
            _wakeup.Set();
        }
    }

    private void ReapEach()
    {
        foreach (var child in _children.Values.ToArray())
        {
            ReapOne(child);
        }
    }

    private void ReapOne(ChildProcess child)
    {
        int status;
        var pid = Libc.WaitPid(child.Pid, &status, Libc.WNOHANG);
        if (pid == 0)
        {
            return;
        }

        _children.Remove(child.Pid);
        Finish(child, new ProcessEnd(pid > 0 ? status : 0));
    }

    private void Finish(ChildProcess child, ProcessEnd end)
    {
        child.Output?.ReadRest();
        child.Input?.Close();
        _log.ChildEnded(child, end);
        var list = end.ExitStatus == 0 ? child.Success : child.Failure;
        if (Engine is not null)
        {
            list?.Run(Engine);
        }
    }
}
