
using SecSharp.Perl.ChildProcess;
using SecSharp.Perl.Embedded;

namespace SecSharp.Perl;

/// <summary>Which way Perl code is run.</summary>
public enum PerlHosting
{
    /// <summary>Inside of this process where its library is installed, otherwise in a child process.</summary>
    Automatic,

    /// <summary>Inside of this process.</summary>
    Embedded,

    /// <summary>In a child process.</summary>
    ChildProcess,

    /// <summary>Not at all: rules are looked at, and their Perl code is taken for valid.</summary>
    Unchecked,
}

/// <summary>
/// The Perl of an engine, which is started when the first rule needs it. It outlives the engine when rules are loaded
/// again, and with it the variables of Perl code.
/// </summary>
public sealed class PerlRuntime : IDisposable
{
    private readonly PerlHosting _hosting;
    private readonly bool _virtualTime;
    private PerlHost? _host;
    private Engine? _engine;
    private PerlContexts? _contexts;
    private string? _failure;
    private long _now;

    /// <param name="hosting">Which way it is run.</param>
    /// <param name="virtualTime">Whether time in Perl code is the engine's, for replays, instead of the system's.</param>
    public PerlRuntime(PerlHosting hosting = PerlHosting.Automatic, bool virtualTime = false)
    {
        _hosting = hosting;
        _virtualTime = virtualTime;
    }

    /// <summary>The interpreter that is asked for its library, or run.</summary>
    public string Program { get; init; } = "/usr/bin/perl";

    /// <summary>Whether Perl has been started.</summary>
    public bool IsStarted => _host is not null;

    /// <summary>The host, which is started if it is not.</summary>
    /// <exception cref="PerlUnavailableException">There is no Perl that can be used.</exception>
    internal PerlHost Start()
    {
        if (_host is not null)
        {
            return _host;
        }

        if (_failure is not null)
        {
            throw new PerlUnavailableException(_failure);
        }

        try
        {
            _host = Create();
        }
        catch (PerlUnavailableException exception)
        {
            _failure = exception.Message;
            throw;
        }

        if (_virtualTime)
        {
            _host.SetTime(_now);
        }

        Connect();
        return _host;
    }

    /// <summary>Makes an engine the one that Perl code belongs to.</summary>
    internal void Attach(Engine engine)
    {
        _engine = engine;
        Connect();
    }

    /// <summary>To be told the engine's time when it changes.</summary>
    internal void TimeChanged(long seconds)
    {
        _now = seconds;
        if (_virtualTime)
        {
            _host?.SetTime(seconds);
        }
    }

    /// <summary>To be called when Perl code has run, and before contexts end: does what could not be done while it ran.</summary>
    internal void Complete() => _contexts?.Complete();

    /// <summary>Ends Perl, with its END blocks.</summary>
    public void Dispose()
    {
        _host?.Dispose();
        _host = null;
    }

    private PerlHost Create()
    {
        if (_hosting == PerlHosting.Unchecked)
        {
            return new UncheckedPerl();
        }

        var installation = PerlInstallation.Ask(Program)
            ?? throw new PerlUnavailableException($"there is no {Program}: install the package perl");
        if (_hosting == PerlHosting.ChildProcess)
        {
            return new ChildPerl(installation);
        }

        try
        {
            return new EmbeddedPerl(installation);
        }
        catch (PerlUnavailableException) when (_hosting == PerlHosting.Automatic)
        {
            return new ChildPerl(installation);
        }
    }

    private void Connect()
    {
        if (_host is null || _engine is not { } engine)
        {
            return;
        }

        _host.BeforeOutput = engine.Outputs.StandardOutput.Flush;
        _host.Warned = engine.Log.PerlWarning;
        _host.Slept = engine.Sleep;
        _contexts = new PerlContexts(engine);
        _host.Requested = _contexts.Answer;
    }
}
