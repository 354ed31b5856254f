using System.Runtime.CompilerServices;
using SecSharp.Correlation;
using SecSharp.Processes;

namespace SecSharp.Reporting;

/// <summary>
/// The engine's log. Every message has its method here, with its level; a message is put together only when its level
/// is logged.
/// </summary>
internal sealed partial class EngineLog
{
    private readonly Action<LogLevel, string>? _sink;

    /// <param name="sink">Takes messages; null: nothing is logged.</param>
    /// <param name="level">Highest level logged.</param>
    public EngineLog(Action<LogLevel, string>? sink = null, LogLevel level = LogLevel.Debug)
    {
        _sink = sink;
        Level = level;
    }

    /// <summary>Highest level logged; none when nothing takes messages.</summary>
    public LogLevel Level
    {
        get;
        set => field = _sink is null ? LogLevel.None : value;
    }

    /// <summary>Takes the texts of logonly, whatever the level; null: nobody does.</summary>
    public Action<ByteString>? LogOnlyObserver { get; init; }

    /// <summary>Takes the messages that are logged, besides the log; null: nobody does.</summary>
    public Action<LogLevel, string>? Listener { get; set; }

    public void Starting(string version) => Write(LogLevel.Notice, $"{version}");

    public void UnknownArgument(string argument) => Write(LogLevel.Warning, $"Unknown argument: {argument}");

    public void MalformedTraceLine(ByteString line) => Write(
        LogLevel.Warning, $"Not a trace line: '{line}'; lines are 'SECONDS TEXT' with --timestamps=prefix. It and others like it are left out");

    public void LogUnreadable(string path, string message) => Write(LogLevel.Error, $"Can't read '{path}' to its end: {message}");

    public void VariableSet(ByteString variable, ReadOnlySpan<byte> value) =>
        Write(LogLevel.Debug, $"Variable '%{variable}' set to '{value}'");

    public void ContextCreated(ReadOnlySpan<byte> name) => Write(LogLevel.Debug, $"Creating context '{name}'");

    public void ContextEnding(ReadOnlySpan<byte> name) => Write(LogLevel.Debug, $"Deleting context '{name}'");

    public void NoContext(ReadOnlySpan<byte> name) => Write(LogLevel.Debug, $"Context '{name}' does not exist");

    public void NoContextToDelete(ReadOnlySpan<byte> name) =>
        Write(LogLevel.Warning, $"Context '{name}' does not exist or is already going through deletion");

    public void InternalContext(ReadOnlySpan<byte> name) =>
        Write(LogLevel.Warning, $"Context '{name}' is internal and can't be changed");

    public void ActionListLost(ReadOnlySpan<byte> context, string reason) =>
        Write(LogLevel.Warning, $"Action list of context '{context}' can't be restored: {reason}");

    public void AliasExists(ReadOnlySpan<byte> alias) => Write(LogLevel.Warning, $"Alias '{alias}' already exists");

    public void InvalidLifetime(ReadOnlySpan<byte> context, ReadOnlySpan<byte> lifetime) => Write(
        LogLevel.Warning,
        $"Invalid lifetime '{lifetime}' for context '{context}': a number of seconds is needed; nothing changed");

    public void InvalidCreationTime(ReadOnlySpan<byte> context, ReadOnlySpan<byte> time, long created, long now) => Write(
        LogLevel.Warning,
        $"Invalid creation time '{time}' for context '{context}': seconds since Epoch from {created} to {now} are possible");

    public void EventStoreFull(ReadOnlySpan<byte> context, long limit) => Write(
        LogLevel.Warning, $"Event store of context '{context}' would exceed its limit of {limit} events: nothing added");

    public void InvalidTrimTime(ReadOnlySpan<byte> context, ReadOnlySpan<byte> time) => Write(
        LogLevel.Warning,
        $"Invalid time '{time}' for trimming context '{context}': seconds since Epoch, -SECONDS or +SECONDS are possible");

    public void NothingToReport(ReadOnlySpan<byte> context) => Write(
        LogLevel.Debug, $"Context '{context}' does not exist or its event store is empty: nothing to report");

    public void EventCreated(ReadOnlySpan<byte> text, long delay)
    {
        if (delay == 0)
        {
            Write(LogLevel.Debug, $"Creating event '{text}'");
        }
        else
        {
            Write(LogLevel.Debug, $"Scheduling the creation of event '{text}' after {delay} seconds");
        }
    }

    public void InvalidEventTime(ReadOnlySpan<byte> time) => Write(
        LogLevel.Warning, $"Invalid time '{time}' for creating events: a number of seconds is needed; no event created");

    public void InvalidLineCount(ReadOnlySpan<byte> count) => Write(
        LogLevel.Warning, $"Invalid number of lines '{count}' for rewriting the input buffer: an unsigned integer is needed");

    public void OperationReset(Operation operation) =>
        Write(LogLevel.Debug, $"Terminating event correlation operation '{operation.Description}'");

    public void NoOperation(ReadOnlySpan<byte> description) =>
        Write(LogLevel.Debug, $"Event correlation operation '{description}' does not exist");

    public void InvalidWindowPosition(Operation operation, ReadOnlySpan<byte> time, long now) => Write(
        LogLevel.Warning,
        $"Invalid window position '{time}' for operation '{operation.Description}': seconds since Epoch from {operation.WindowStart} to {now} are possible");

    public void OperationEnding(Operation operation) =>
        Write(LogLevel.Warning, $"Operation '{operation.Description}' is ending: its window can't be moved any more");

    public void InvalidSecondPattern(Operation operation, string message) => Write(
        LogLevel.Error,
        $"The second pattern of operation '{operation.Description}' is no valid regular expression and never matches: {message}");

    public void JumpLoop(ByteString set, string file) =>
        Write(LogLevel.Warning, $"Can't jump to file set '{set}' from {file}: loop detected");

    public void NoSuchSet(ByteString set, string file) =>
        Write(LogLevel.Warning, $"Can't jump to file set '{set}' from {file}: no rule file has joined it");

    public void LogOnly(ReadOnlySpan<byte> text)
    {
        LogOnlyObserver?.Invoke(ByteString.Copy(text));
        Write(LogLevel.Notice, $"{text}");
    }

    public void PerlFailed(string what, ByteString message) => Write(LogLevel.Error, $"{what} failed: {message}");

    public void PerlWarning(ByteString message) => Write(LogLevel.Warning, $"Perl: {message}");

    public void NoFunction(ByteString variable) => Write(LogLevel.Error, $"Variable '%{variable}' is not a code reference: nothing to call");

    public void ActionUnavailable(string action) => Write(LogLevel.Error, $"Action '{action}' can't be carried out here: inputs and signals are not for a replay");

    public void ExecutingCommand(ByteString command, bool shell) =>
        Write(LogLevel.Information, $"Executing {(shell ? "shell " : "")}command '{command}'");

    public void SpawningCommand(ByteString command, ByteString context, bool shell)
    {
        var kind = shell ? "shell " : "";
        if (context.Length == 0)
        {
            Write(LogLevel.Information, $"Spawning {kind}command '{command}'");
        }
        else
        {
            Write(LogLevel.Information, $"Spawning {kind}command '{command}' with context '{context}'");
        }
    }

    public void FeedingCommand(ByteString text, ByteString command, bool shell) =>
        Write(LogLevel.Information, $"Feeding event '{text}' to {(shell ? "shell " : "")}command '{command}'");

    public void Reporting(ByteString context, ByteString command, bool shell) => Write(
        LogLevel.Information,
        $"Reporting the event store of context '{context}' through {(shell ? "shell " : "")}command '{command}'");

    public void ChildStarted(int pid, ByteString command) => Write(LogLevel.Debug, $"Child {pid} created for command '{command}'");

    public void CannotStart(ByteString command, string message) =>
        Write(LogLevel.Error, $"Could not start command '{command}' ({message})");

    public void ChildEvent(ReadOnlySpan<byte> text, int pid) =>
        Write(LogLevel.Debug, $"Creating event '{text}' (received from child {pid})");

    public void ChildLineCut(int pid, int length) =>
        Write(LogLevel.Warning, $"A line received from child {pid} is cut: it is longer than {length} bytes");

    public void TerminatingChild(int pid) => Write(LogLevel.Notice, $"Sending SIGTERM to process {pid}");

    /// <summary>
    /// The end of a child: a non-zero exit status is a warning; a signal, which the reference passes over in silence, and the
    /// success of a script are for those who follow child processes closely.
    /// </summary>
    public void ChildEnded(ChildProcess child, ProcessEnd end)
    {
        if (end.ExitStatus != 0)
        {
            Write(LogLevel.Warning, $"Child {child.Pid} terminated with non-zero exitcode {end.ExitStatus} ({child.Command})");
        }
        else if (end.Signal != 0)
        {
            Write(LogLevel.Information, $"Child {child.Pid} terminated by signal {end.Signal} ({child.Command})");
        }
        else if (child.IsScript)
        {
            Write(LogLevel.Debug, $"Child {child.Pid} terminated with exitcode 0");
        }
    }

    /// <summary>Logs a text made for the occasion.</summary>
    public void Write(LogLevel level, [InterpolatedStringHandlerArgument("", "level")] ref LogText text)
    {
        if (text.Text is { } message)
        {
            _sink!(level, message);
            Listener?.Invoke(level, message);
        }
    }
}
