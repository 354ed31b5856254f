using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Inputs;
using SecSharp.Observing;
using SecSharp.Posix;

namespace SecSharp;

/// <summary>How the engine is looked at: by observers, and by the dump, for which some things are kept.</summary>
internal sealed partial class Engine
{
    private long _measured;
    private bool _isWatched;

    /// <summary>Who is told what the engine does; null: nobody. Not to be changed while a line is processed.</summary>
    public EngineObserver? Observer
    {
        get;
        set
        {
            field = Operations.Observer = Contexts.Observer = value;
            value?.Engine = this;
            _isWatched = value is not null || Options.RulePerformance;
        }
    }

    /// <summary>Where synthetic and internal events come from.</summary>
    public InputSource SyntheticSource => _synthetic;

    /// <summary>All sources of lines; the first one is that of synthetic events.</summary>
    public IReadOnlyList<InputSource> Sources => _sources;

    /// <summary>Whether all sources share one input buffer.</summary>
    public bool HasJointBuffer => _jointBuffer is not null;

    /// <summary>Lines that an input buffer holds.</summary>
    public int BufferLines => _bufferLines;

    /// <summary>The value of %s when action list variables were evaluated last; null when none were so far.</summary>
    public ByteString? EvaluatedDescription { get; private set; }

    /// <summary>When action list variables were evaluated last, seconds since Epoch.</summary>
    public long EvaluationTime { get; private set; }

    /// <summary>To be called when the value of an action list variable is used.</summary>
    public void NoteEvaluation(ByteString description)
    {
        EvaluatedDescription = description;
        EvaluationTime = Now;
    }

    /// <summary>Keeps the last lines for the dump while the engine waits for the next ones.</summary>
    public void KeepLines()
    {
        foreach (var source in _sources)
        {
            source.Buffer.Keep();
        }
    }

    private void NoteLoading()
    {
        ConfigurationLoaded = Now;
        foreach (var file in Rules.Files)
        {
            if (file.Loaded == 0)
            {
                file.Loaded = Now;
            }
        }
    }

    /// <summary>
    /// Like <see cref="Walk"/>, telling the observer, and with --ruleperf counting events and CPU time. A rule that the
    /// prefilter leaves out counts the event like one that has been tried.
    /// </summary>
    private bool WalkWatched(RuleFile file)
    {
        Observer?.FileEntered(file);
        var goesOn = WalkRulesWatched(file);
        Observer?.FileLeft(file, goesOn);
        return goesOn;
    }

    private bool WalkRulesWatched(RuleFile file)
    {
        var rules = file.EventRules;
        var number = 0;
        while (number < rules.Length)
        {
            var candidate = Candidates.Next(this, file, number);
            for (var tried = number; tried <= candidate && tried < rules.Length; tried++)
            {
                if (rules[tried] is { } seen)
                {
                    NoteSeen(seen, isLeftOut: tried < candidate);
                }
            }

            if (candidate >= rules.Length)
            {
                return true;
            }

            var rule = rules[candidate]!;
            Observer?.RuleTried(rule);
            var point = Options.RulePerformance ? ApplyMeasured(rule) : rule.Apply(this);
            Observer?.RuleApplied(rule, point);
            if (point is null)
            {
                number = candidate + 1;
                continue;
            }

            rule.MatchCount++;
            if (point.Next == PointOfContinue.EndOfAll)
            {
                return false;
            }

            number = point.Next;
        }

        return true;
    }

    private void NoteSeen(EventRule rule, bool isLeftOut)
    {
        if (Options.RulePerformance)
        {
            rule.EventCount++;
        }

        if (isLeftOut)
        {
            Observer?.RuleLeftOut(rule);
        }
    }

    private void WalkWatched(InputSource source, ContextName? context)
    {
        Observer?.LineStarted(source, context is null ? default : new ByteString(context.Key), Matcher.Buffer.LastLine);
        WalkAll();
        Observer?.LineEnded();
    }

    private void ObserveFailedJump(ByteString set, JumpOutcome outcome)
    {
        Observer?.JumpStarted(set, outcome);
        Observer?.JumpEnded(set);
    }

    private PointOfContinue? ApplyMeasured(EventRule rule)
    {
        var outer = _measured;
        _measured = 0;
        var start = Libc.ThreadCpuNanoseconds();
        var point = rule.Apply(this);
        var elapsed = Libc.ThreadCpuNanoseconds() - start;
        rule.CpuNanoseconds += elapsed - _measured;
        _measured = outer + elapsed;
        return point;
    }
}
