using System.Collections;
using SecSharp.Actions;
using SecSharp.Cli.Control;
using SecSharp.Cli.Options;
using SecSharp.Configuration;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Outputs.Sockets;
using SecSharp.Perl;
using SecSharp.Polling;
using SecSharp.Processes;
using SecSharp.Reporting;
using SecSharp.Reporting.Dumping;

namespace SecSharp.Cli.Life;

/// <summary>
/// The running daemon: what it consists of, how it is restarted and how it ends. Signals are acted upon on the engine's
/// thread, between two events. sec(1), SIGNALS.
/// </summary>
internal sealed class Daemon : IDisposable
{
    /// <summary>Time that children started by SEC_SHUTDOWN have to get ready for SIGTERM. sec(1), INTERNAL EVENTS AND CONTEXTS.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly IReadOnlyList<string> _arguments;
    private readonly TimeProvider _time;
    private readonly EngineLog _log;
    private readonly LogDestinations _destinations;
    private readonly ActionVariables _variables = new();
    private readonly PerlRuntime _perl;
    private readonly RuleLoader _loader;
    private readonly PollSet _polls = new();
    private readonly OutputSet _outputs;
    private readonly ProgramHost _host;
    private readonly SocketOutputs _sockets;
    private readonly ChildProcesses _children;
    private readonly DaemonSignals _signals;
    private readonly InputSet _inputs;
    private readonly EventLoop _loop;
    private readonly ServiceManager _serviceManager;
    private readonly ControlSocket? _control;
    private readonly long _started;
    private OptionValues _values;
    private LoadedRules _loaded;

    /// <summary>Loads the rules and opens the inputs.</summary>
    /// <param name="arguments">The command line, without the resource file.</param>
    /// <param name="values">What command line and resource file say.</param>
    /// <param name="destinations">Where the log goes.</param>
    /// <param name="log">The log.</param>
    public Daemon(IReadOnlyList<string> arguments, OptionValues values, LogDestinations destinations, EngineLog log)
    {
        _arguments = arguments;
        _values = values;
        _destinations = destinations;
        _log = log;
        _time = TimeProvider.System;
        _serviceManager = new ServiceManager(Environment.GetEnvironmentVariable, _time, log);
        _perl = EngineSettings.PerlFrom(values, virtualTime: false);
        _loader = new RuleLoader(_variables, log, _perl) { BufferLines = EngineSettings.From(values).BufferSize };
        _loaded = _loader.Load(RuleLoader.Find(values.Texts("conf")));
        _started = _time.GetUtcNow().ToUnixTimeSeconds();
        _outputs = new OutputSet(new StandardStream(1), log, _polls);
        _sockets = new SocketOutputs(_polls, _time, log) { Timeout = SocketTimeout };
        _host = new ProgramHost(log);
        _children = new ChildProcesses(_polls, _time, log);
        _signals = new DaemonSignals(_polls, log, Terminal.IsInForeground(), ActOnSignals);
        var engine = NewEngine();
        _inputs = new InputSet(EngineSettings.InputsFrom(values), engine, _polls, _time, log) { InputTimedOut = RunTimeoutScript };
        _host.Processes = _children;
        _host.Sockets = _sockets;
        _host.Signals = _signals;
        _host.Inputs = _inputs;
        _children.Engine = engine;
        _loop = new EventLoop(_polls, _time) { Engine = engine, Inputs = _inputs };
        _loop.Timed.Add(_children);
        _loop.Timed.Add(_serviceManager);
        _loop.Timed.Add(_sockets);
        _inputs.Open();
        if (values.Text("control") is { } control)
        {
            var traces = new TraceRequests(_loop);
            _loop.Timed.Add(traces);
            _control = new ControlSocket(control, _polls, log, traces);
        }
    }

    private Engine Engine => _loop.Engine;

    /// <summary>Runs until SIGTERM, or without --tail until the inputs end.</summary>
    public void Run()
    {
        Engine.Start();
        _serviceManager.Ready();
        _loop.Run();
        _serviceManager.Stopping();
        Engine.Shutdown();
        EndChildren();
    }

    public void Dispose()
    {
        _control?.Dispose();
        _signals.Dispose();
        _children.Dispose();
        _inputs.Dispose();
        Engine.Dispose();
        _outputs.Dispose();
        _perl.Dispose();
        _sockets.Dispose();
        _serviceManager.Dispose();
    }

    private Engine NewEngine() =>
        new(_loaded.Rules, _variables, EngineSettings.From(_values), _time, _outputs, _host, _log) { Perl = _perl };

    private void ActOnSignals()
    {
        while (!_loop.IsEnding && _signals.TryTake(out var signal, out var count))
        {
            Engine.ReadClock();
            switch (signal)
            {
                case DaemonSignal.FullRestart:
                    _log.SignalReceived("HUP", "full restart of SEC");
                    Restart(isFull: true);
                    break;
                case DaemonSignal.SoftRestart:
                    _log.SignalReceived("ABRT", "soft restart of SEC");
                    Restart(isFull: false);
                    break;
                case DaemonSignal.Dump:
                    _log.SignalReceived("USR1", "dumping performance and debug data");
                    WriteDump();
                    break;
                case DaemonSignal.Reopen:
                    _log.SignalReceived("USR2", "closing outputs and restarting logging");
                    Engine.ProcessInternalEvent("SEC_PRE_LOGROTATE"u8);
                    ReopenOutputs();
                    Engine.ProcessInternalEvent("SEC_LOGROTATE"u8);
                    break;
                case DaemonSignal.NextLogLevel:
                    var level = (LogLevel)((((int)_log.Level - 1 + count) % (int)LogLevel.Debug) + 1);
                    _log.LevelChanged(count, _log.Level, level);
                    _log.Level = level;
                    break;
                default:
                    _log.SignalReceived("TERM", "shutting down SEC");
                    _loop.IsEnding = true;
                    break;
            }
        }
    }

    /// <summary>
    /// Reads command line, resource file and rules again. A full restart forgets everything but the events that wait; a soft
    /// one replaces the rule files that have changed.
    /// </summary>
    private void Restart(bool isFull)
    {
        var values = ReadOptions();
        LoadedRules? loaded = null;
        if (values.Text("reload") == "safe")
        {
            loaded = Load(values, isFull);
            if (loaded.HasErrors)
            {
                _log.ReloadRefused();
                return;
            }
        }

        _serviceManager.Reloading();
        Engine.ProcessInternalEvent(isFull ? "SEC_PRE_RESTART"u8 : "SEC_PRE_SOFTRESTART"u8);
        _values = values;
        ReopenOutputs();
        _log.Level = (LogLevel)values.Number("debug", (long)LogLevel.Debug);
        if (isFull && IsChildTerm)
        {
            _children.Terminate();
        }

        _loaded = loaded ?? Load(values, isFull);
        if (isFull)
        {
            ReplaceEngine();
        }
        else
        {
            Engine.Reload(_loaded.Rules, EngineSettings.From(values));
        }

        _inputs.Reload(EngineSettings.InputsFrom(values), Engine, isFull);
        Engine.ProcessInternalEvent(isFull ? "SEC_RESTART"u8 : "SEC_SOFTRESTART"u8);
        _serviceManager.Ready();
    }

    private OptionValues ReadOptions()
    {
        try
        {
            return OptionParser.Parse(ResourceFile.Extend(_arguments), OptionTable.Daemon);
        }
        catch (UsageException exception)
        {
            _log.OptionsRefused(exception.Message);
            return _values;
        }
    }

    private LoadedRules Load(OptionValues values, bool isFull)
    {
        _loader.BufferLines = EngineSettings.From(values).BufferSize;
        return _loader.Load(RuleLoader.Find(values.Texts("conf")), isFull ? null : _loaded);
    }

    private void ReplaceEngine()
    {
        var old = Engine;
        _variables.Clear();
        var engine = NewEngine();
        old.Events.MoveReadyTo(engine.Events);
        engine.Observer = old.Observer;
        old.Dispose();
        _loop.Engine = engine;
        _children.Engine = engine;
    }

    private void ReopenOutputs()
    {
        _outputs.CloseFiles();
        _sockets.Timeout = SocketTimeout;
        _sockets.CloseSockets();
        _destinations.Reopen(_values.Text("log"));
    }

    private TimeSpan SocketTimeout => TimeSpan.FromSeconds(_values.Number("socket-timeout", 60));

    private void WriteDump() =>
        new DumpFile(
            _values.Text("dump") ?? DumpFile.DefaultPath, _values.Flag("dumpfjson") ?? false, _values.Flag("dumpfts") ?? false, _log)
            .Write(new DumpSources
            {
                Engine = Engine,
                Program = new ProgramStatus(Program.VersionText, AllArguments(), ResourceFile.Path, _started, EnvironmentVariables()),
                Inputs = [.. _inputs.States],
                Outputs = [.. _outputs.States(), .. _sockets.States()],
                Children = [.. _children.Running.Select(static child => new ChildState(child.Pid, child.Command, child.Output is not null, child.Context))],
                Time = _time.GetUtcNow().ToUnixTimeSeconds(),
            });

    private IReadOnlyList<string> AllArguments()
    {
        try
        {
            return ResourceFile.Extend(_arguments);
        }
        catch (UsageException)
        {
            return _arguments;
        }
    }

    private static Dictionary<string, string> EnvironmentVariables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value ?? "");

    private void RunTimeoutScript(ByteString input, bool isSilent)
    {
        if (_values.Text("timeout-script") is { } script)
        {
            _children.Run(CommandLine.Of(ByteString.Utf8(script), ByteString.Utf8(isSilent ? "1" : "0"), input));
        }
    }

    private bool IsChildTerm => _values.Flag("childterm") ?? true;

    /// <summary>
    /// With --childterm the children get SIGTERM, with --intevents some time later: one that SEC_SHUTDOWN has started may
    /// have to set up its handler. Without children there is nothing to wait for.
    /// </summary>
    private void EndChildren()
    {
        _children.Engine = null;
        if (!IsChildTerm)
        {
            return;
        }

        if (Engine.Options.InternalEvents)
        {
            var started = _time.GetTimestamp();
            for (var rest = Grace; rest > TimeSpan.Zero && _children.Running.Count > 0; rest = Grace - _time.GetElapsedTime(started))
            {
                _polls.Wait((int)rest.TotalMilliseconds + 1);
            }
        }

        _children.Terminate();
    }
}
