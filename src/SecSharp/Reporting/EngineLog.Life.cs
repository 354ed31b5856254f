using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Reporting;

/// <summary>Messages about loading rules, restarts and signals.</summary>
internal sealed partial class EngineLog
{
    public void ReadingRules(string path) => Write(LogLevel.Notice, $"Reading configuration from {path}");

    public void RulesUnreadable(string path, string message) =>
        Write(LogLevel.Error, $"Can't open configuration file {path} ({message})");

    public void RulesLoaded(string path, long count)
    {
        if (count > 0)
        {
            Write(LogLevel.Debug, $"{count} rules loaded from {path}");
        }
        else
        {
            Write(LogLevel.Warning, $"No valid rules found in configuration file {path}");
        }
    }

    public void RuleFinding(Diagnostic finding) =>
        Write(finding.Severity == Severity.Error ? LogLevel.Error : LogLevel.Warning, $"{finding.ToString()}");

    public void OperationsEnded(string path, long count) => Write(
        LogLevel.Debug, $"Terminating all event correlation operations started from {path}, number of operations: {count}");

    public void ReloadRefused() => Write(
        LogLevel.Error, $"The configuration has errors: the running rules stay, nothing was restarted (--reload=safe)");

    public void OptionsRefused(string message) => Write(
        LogLevel.Error, $"The command line is not valid any more, the options stay as they were: {message}");

    public void CannotGoOn(string message) => Write(LogLevel.Critical, $"{message}");

    public void Detached() => Write(LogLevel.Notice, $"Daemonization complete");

    public void WorkingDirectoryChanged() => Write(LogLevel.Notice, $"Changing working directory to /");

    public void SignalReceived(string signal, string effect) => Write(LogLevel.Notice, $"SIG{signal} received: {effect}");

    public void SignalEmulated(ByteString signal) => Write(LogLevel.Debug, $"Emulating the arrival of '{signal}' signal");

    public void SignalNotEmulated(ByteString signal) => Write(
        LogLevel.Warning, $"The arrival of '{signal}' signal can't be emulated: HUP, ABRT, USR1, USR2, INT and TERM are possible");

    /// <summary>Logged at every level, so that one sees what one has done.</summary>
    public void LevelChanged(long count, LogLevel from, LogLevel to) =>
        _sink?.Invoke(LogLevel.Notice, $"{count} SIGINT signal(s) received: setting debuglevel from {(int)from} to {(int)to}");

    public void Interactive() =>
        Write(LogLevel.Debug, $"Interactive process, SIGINT can't be used for changing the logging level");

    public void ControlListening(string path) => Write(LogLevel.Notice, $"Listening on control socket '{path}'");

    public void TraceRequested(long lines, string? rule) => Write(
        LogLevel.Notice, $"Trace requested: {(lines == 0 ? "lines without end" : $"{lines} lines")}{(rule is null ? "" : $", rule '{rule}'")}");

    public void ControlRefused(string path, int connections) =>
        Write(LogLevel.Warning, $"Connection to control socket '{path}' refused: there are {connections} already");

    public void ControlFailed(string path, string message) => Write(LogLevel.Warning, $"Can't accept a connection to control socket '{path}' ({message})");

    public void ControlNotRemoved(string path, string message) => Write(LogLevel.Warning, $"Can't remove control socket '{path}' ({message})");

    public void ServiceManagerUnreachable(string message) =>
        Write(LogLevel.Warning, $"Can't notify the service manager ({message})");
}
