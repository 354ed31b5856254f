using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Compilation;
using SecSharp.Inputs;
using SecSharp.Perl;
using SecSharp.Replaying;
using SecSharp.Reporting;
using SecSharp.RuleTests.Comparing;
using SecSharp.RuleTests.Coverage;

namespace SecSharp.RuleTests.Running;

/// <summary>One run of a rule test through an engine of its own, in event time.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly RuleTest _test;
    private readonly TestSchedule _schedule;
    private readonly ReplayClock _clock = new();
    private readonly OutputTrace _trace;
    private readonly TestHost _host;
    private readonly PerlRuntime _perl;
    private readonly Engine _engine;
    private readonly EngineClock _engineClock;
    private readonly Dictionary<(ByteString, ByteString), InputSource> _sources = [];
    private readonly List<TestFailure> _failures = [];

    /// <param name="test">The test.</param>
    /// <param name="coverage">Takes what it touches of the rules; null: nobody wants to know.</param>
    /// <exception cref="TestNotRunException">Rules or times are not valid.</exception>
    public TestRun(RuleTest test, CoverageReport? coverage = null)
    {
        _test = test;
        _schedule = new TestSchedule(test);
        _clock.Seconds = _schedule.Start;
        _trace = new OutputTrace(_clock, test.Observed);
        var log = new EngineLog(NoteMessage, LogLevel.Warning)
        {
            LogOnlyObserver = text => _trace.Add(OutputKinds.LogOnly, ByteString.Copy([.. "logonly "u8, .. text.Span])),
        };
        _perl = new PerlRuntime(test.Perl, virtualTime: true);
        try
        {
            var variables = new ActionVariables();
            var loaded = new RuleLoader(variables, new EngineLog(), _perl) { BufferLines = test.Options.BufferSize }.Load(test.Rules.Select(static file => file.Path));
            Refuse(loaded);
            NameOperations(loaded);
            _host = new TestHost(_trace, test.Answers);

            // Coverage is about all rules that a line reaches, those included that the prefilter knows not to match.
            var options = coverage is null ? test.Options : test.Options with { Prefilter = PrefilterMode.No };
            _engine = new Engine(loaded.Rules, variables, options, _clock, new TestOutputs(_trace, log), _host, log) { Perl = _perl };
            _engine.Observer = new TestObserver(_trace, coverage?.Start(loaded.Rules));
            _host.Engine = _engine;
            _engineClock = new EngineClock(_engine, _clock);
        }
        catch
        {
            _perl.Dispose();
            throw;
        }
    }

    /// <summary>Runs the test to its end and compares what has come out with what it expects.</summary>
    public RuleTestResult Run()
    {
        try
        {
            RunToEnd();
        }
        catch (PerlExitException exit)
        {
            _failures.Add(new TestFailure($"Perl code has ended the program with exit status {exit.Code} at {_schedule.Text(_engine.Now)}"));
        }

        var steps = _test.Expected is { } expected
            ? OutputComparison.Compare(expected, [.. expected.Outputs.Select(Resolve)], _trace.Outputs)
            : [];
        if (steps.Any(static step => step.Kind != StepKind.Same))
        {
            _failures.Insert(0, new TestFailure("output differs from what is expected") { Steps = steps });
        }

        CheckNever();
        new MatchChecks(_test, _engine.Rules).Check(_failures);
        return new RuleTestResult(_test, _schedule, _trace.Outputs, _failures) { Steps = steps, Messages = _trace.Messages };
    }

    public void Dispose()
    {
        _engine.Dispose();
        _engine.Outputs.Dispose();
        _perl.Dispose();
    }

    private void RunToEnd()
    {
        _host.Allow();
        _engine.ReadClock();
        _engine.Start();
        _host.GiveAnswers();
        var checks = new Queue<StateCheck>(_test.Checks
            .Where(static check => check.At is not null)
            .OrderBy(check => _schedule.Resolve(check.At!.Value)));
        var lines = _schedule.Lines;
        for (var next = 0; !_host.IsInterrupted;)
        {
            var moment = Math.Min(_schedule.End, _host.NextDue);
            moment = next < lines.Count ? Math.Min(moment, lines[next].Time) : moment;
            moment = checks.TryPeek(out var check) ? Math.Min(moment, _schedule.Resolve(check.At!.Value)) : moment;
            _host.Allow();
            _engineClock.RunTo(moment);
            _host.GiveAnswers();
            for (; next < lines.Count && lines[next].Time <= _engine.Now && !_host.IsInterrupted; next++)
            {
                Deliver(next, lines[next]);
            }

            while (checks.TryPeek(out check) && _schedule.Resolve(check.At!.Value) <= _engine.Now)
            {
                StateChecks.Check(checks.Dequeue(), _engine, _schedule.Text(_engine.Now), _failures);
            }

            if (_engine.Now >= _schedule.End && next == lines.Count && _host.NextDue > _engine.Now)
            {
                break;
            }
        }

        if (_host.IsInterrupted)
        {
            _failures.Add(new TestFailure(
                $"more than a million events at {_schedule.Text(_engine.Now)}: do rules bring about each other's events without end?"));
            return;
        }

        foreach (var check in _test.Checks.Where(static check => check.At is null))
        {
            StateChecks.Check(check, _engine, "the end", _failures);
        }

        _engine.Shutdown();
    }

    private void Deliver(int number, ScheduledLine scheduled)
    {
        if (scheduled.Line is not { } line)
        {
            return;
        }

        var input = _test.Inputs[scheduled.Input];
        if (!_sources.TryGetValue((input.Name, input.Context), out var source))
        {
            _sources.Add((input.Name, input.Context), source = _engine.CreateSource(input.Name, input.Context));
        }

        _trace.Event = number;
        _host.Allow();
        _engine.ProcessLine(source, line.Array);
        _host.GiveAnswers();
    }

    private ResolvedOutput Resolve(ExpectedOutput output) => new(output.Time is { } time ? _schedule.Resolve(time) : null, output.Text);

    private void CheckNever()
    {
        foreach (var output in _trace.Outputs)
        {
            if (_test.Never.Any(pattern => Wildcard.IsMatch(pattern.Span, output.Text.Span)))
            {
                _failures.Add(new TestFailure("output that must never occur") { Steps = [new OutputStep(StepKind.Unexpected, null, output)] });
            }
        }
    }

    /// <summary>Has operations act in the same order within a second wherever the program is started.</summary>
    private void NameOperations(LoadedRules loaded)
    {
        var names = _test.Rules.DistinctBy(static file => file.Path).ToDictionary(static file => file.Path, static file => file.Name);
        foreach (var file in loaded.Files.Select(static file => file.Rules))
        {
            RuleCompiler.NameOperations(file, names[file.Path]);
        }
    }

    private static void Refuse(LoadedRules loaded)
    {
        foreach (var file in loaded.Files)
        {
            if (!file.IsReadable)
            {
                throw new TestNotRunException($"can't read the rule file {file.Rules.Path}");
            }
        }

        if (loaded.HasErrors)
        {
            throw new TestNotRunException("the rules are not valid:\n" + string.Join(
                '\n', loaded.Findings.Where(static finding => finding.Severity == Configuration.Diagnostics.Severity.Error)));
        }
    }

    private void NoteMessage(LogLevel level, string message) => _trace.Add(
        OutputKinds.Log, ByteString.Utf8($"log {(level == LogLevel.Warning ? "warning" : "error")}: {message}"));
}
