using SecSharp.Actions;
using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Observing;
using SecSharp.Outputs;
using SecSharp.Patterns;
using SecSharp.Perl;
using SecSharp.Replaying;
using SecSharp.Reporting;
using SecSharp.Scheduling;

namespace SecSharp;

/// <summary>
/// The correlation engine: takes lines, walks the rules, keeps contexts and event correlation operations, runs actions.
/// One thread owns it. It sees time only through its <see cref="TimeProvider"/>, in whole seconds, whenever
/// <see cref="ReadClock"/> is called. sec(1), INPUT PROCESSING AND TIMING.
/// </summary>
internal sealed partial class Engine : IDisposable
{
    /// <summary>Names of internal contexts that are remembered.</summary>
    private const int MostEventContexts = 10_000;

    private readonly TimeProvider _time;
    private readonly InputSource _synthetic;
    private readonly List<InputSource> _sources = [];
    private InputBuffer? _jointBuffer;
    private int _bufferLines;
    private readonly Dictionary<ByteString, ContextName> _eventContexts = [];

    public Engine(RuleBase rules, ActionVariables variables, EngineOptions options, TimeProvider time, OutputSet outputs, IEngineHost host, EngineLog log)
    {
        Rules = rules;
        Variables = variables;
        Options = options;
        Outputs = outputs;
        Host = host;
        Log = log;
        Candidates = new CandidateSet(rules, options.Prefilter);
        Matcher.Scratch.LimitReached = log.RegexLimitReached;
        _time = time;
        ReadClock();
        PairVariables = new PairVariables(Matcher);
        NoteLoading();
        SizeBuffers();
        _isWatched = options.RulePerformance;
        _synthetic = CreateSource(ByteString.Utf8("synthetic"), ByteString.Utf8("_INTERNAL_EVENT"));
        Matcher.Buffer = _jointBuffer ?? new InputBuffer(_bufferLines, joint: false);
        Matcher.SyntheticSource = _synthetic.Name;
        Matcher.PerlFailed = log.PerlFailed;
    }

    public RuleBase Rules { get; private set; }

    public EngineOptions Options { get; private set; }

    /// <summary>The rules to try on the current line.</summary>
    public CandidateSet Candidates { get; private set; }

    public ActionVariables Variables { get; }

    public ContextTable Contexts { get; } = new();

    public OperationTable Operations { get; } = new();

    public EventQueue Events { get; } = new();

    public LineMatcher Matcher { get; } = new();

    public PairVariables PairVariables { get; }

    public OutputSet Outputs { get; }

    /// <summary>The program around the engine.</summary>
    public IEngineHost Host { get; }

    public EngineLog Log { get; }

    /// <summary>What runs Perl code; null where no rule may have any.</summary>
    public PerlRuntime? Perl
    {
        get;
        init
        {
            field = value;
            value?.TimeChanged(Now);
            value?.Attach(this);
        }
    }

    public LocalTime LocalTime { get; } = new();

    public ByteBuilderPool Scratch { get; } = new();

    /// <summary>The engine's time, seconds since Epoch.</summary>
    public long Now { get; private set; }

    /// <summary>When the configuration was loaded last, seconds since Epoch.</summary>
    public long ConfigurationLoaded { get; private set; }

    /// <summary>Number of lines and synthetic events processed.</summary>
    public long LinesProcessed { get; private set; }

    /// <summary>Registers a source of input lines.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="context">Name of its internal context; empty stands for _FILE_EVENT_ and the name.</param>
    public InputSource CreateSource(ByteString name, ByteString context = default)
    {
        var internalContext = InternalContext(context.Length > 0 ? context : new ByteString([.. "_FILE_EVENT_"u8, .. name.Span]));
        var source = new InputSource(name, _jointBuffer ?? new InputBuffer(_bufferLines, joint: false), internalContext);
        _sources.Add(source);
        return source;
    }

    /// <summary>Forgets a source that no lines will come from any more.</summary>
    public void RemoveSource(InputSource source) => _sources.Remove(source);

    /// <summary>Begins: the internal event SEC_STARTUP, the first housekeeping, and what these have brought about.</summary>
    public void Start()
    {
        ProcessInternalEvent("SEC_STARTUP"u8);
        Housekeep();
        ProcessEvents();
    }

    /// <summary>With --intevents, processes an internal event, before all events that wait.</summary>
    public void ProcessInternalEvent(ReadOnlySpan<byte> name)
    {
        if (Options.InternalEvents)
        {
            Process(_synthetic, InternalContext(ByteString.Utf8("SEC_INTERNAL_EVENT")), name.ToArray());
        }
    }

    /// <summary>Processes one input line, then the synthetic events it has brought about.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="line">Its bytes.</param>
    /// <param name="mayMatch">False when a line filter of the <see cref="Candidates"/> has found no literal in it.</param>
    public void ProcessLine(InputSource source, ArraySegment<byte> line, bool mayMatch = true)
    {
        if (!Events.IsEmpty)
        {
            DrainEvents();
        }

        source.Lines++;
        Process(source, Options.InternalContexts ? source.Context : null, line, mayMatch);
        ProcessEvents();
    }

    /// <summary>
    /// Whether the host has something to do before the next event or line: events may wait then, and no line should be
    /// processed before it is done.
    /// </summary>
    public bool IsInterrupted => Host.IsInterrupted;

    /// <summary>
    /// Processes synthetic events until none is left or the host interrupts, and housekeeping whenever it falls due.
    /// </summary>
    public void ProcessEvents()
    {
        HousekeepIfDue();
        while (!Events.IsEmpty && !Host.IsInterrupted)
        {
            ProcessEvent();
            HousekeepIfDue();
        }
    }

    /// <summary>Sets <see cref="Now"/> to the present second.</summary>
    public void ReadClock()
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        if (now != Now)
        {
            Now = now;
            Perl?.TimeChanged(now);
        }
    }

    /// <summary>Perl code has slept under a clock that stands still: it moves on.</summary>
    public void Sleep(long seconds)
    {
        if (_time is ReplayClock clock)
        {
            clock.Seconds += seconds;
            ReadClock();
        }
    }

    /// <summary>Ends: the internal event SEC_SHUTDOWN; events that it brings about are not processed any more.</summary>
    public void Shutdown()
    {
        ProcessInternalEvent("SEC_SHUTDOWN"u8);
        Outputs.Flush();
    }

    /// <summary>Tries the rules of a file set on the current line; false when the search has ended for all rule files.</summary>
    public bool WalkSet(ByteString name, RuleIdentity from)
    {
        if (Rules.FindSet(name) is not { } set)
        {
            ObserveFailedJump(name, JumpOutcome.NoSuchSet);
            Log.NoSuchSet(name, Rules.FindFile(from.File)!.Path);
            return true;
        }

        if (set.IsBeingWalked)
        {
            ObserveFailedJump(name, JumpOutcome.Loop);
            Log.JumpLoop(name, Rules.FindFile(from.File)!.Path);
            return true;
        }

        Observer?.JumpStarted(name, JumpOutcome.Entered);
        set.IsBeingWalked = true;
        var goOn = true;
        foreach (var file in set.Files)
        {
            goOn = Walk(file);
            if (!goOn)
            {
                break;
            }
        }

        set.IsBeingWalked = false;
        Observer?.JumpEnded(name);
        return goOn;
    }

    /// <summary>The text with match variables substituted.</summary>
    public ByteString Describe(Template template, IMatchVariables variables)
    {
        if (template.Constant is { } constant)
        {
            return constant;
        }

        var text = Scratch.Rent();
        template.Render(text, variables);
        var description = text.ToByteString();
        Scratch.Return(text);
        return description;
    }

    public void Dispose()
    {
        Matcher.Dispose();
    }

    private void DrainEvents()
    {
        while (!Events.IsEmpty)
        {
            ProcessEvent();
        }
    }

    private void ProcessEvent()
    {
        var pending = Events.Dequeue();
        var context = (Options.InternalContexts, pending.Context.Length) switch
        {
            (false, _) => null,
            (true, 0) => _synthetic.Context,
            _ => InternalContext(pending.Context),
        };
        Process(_synthetic, context, pending.Text);
        Events.Return(pending);
    }

    // Hot path.
    private void Process(InputSource source, ContextName? context, ArraySegment<byte> line, bool mayMatch = true)
    {
        LinesProcessed++;
        source.Buffer.Push(source.Name, line);
        if (!ReferenceEquals(Matcher.Buffer, source.Buffer))
        {
            Matcher.Buffer = source.Buffer;
        }

        if (!mayMatch)
        {
            Candidates.NoteNoLiterals(source.Buffer);
        }

        Matcher.Cache.Clear();
        if (context is not null)
        {
            Matcher.InternalContext = new ByteString(context.Key);
            Contexts.Install(context);
        }
        else
        {
            Matcher.InternalContext = default;
        }

        if (_isWatched)
        {
            WalkWatched(source, context);
        }
        else if (Candidates.Any(this))
        {
            WalkAll();
        }

        if (context is not null)
        {
            Contexts.Uninstall(context);
        }
    }

    private void WalkAll()
    {
        foreach (var file in Rules.AllInput)
        {
            if (!Walk(file))
            {
                break;
            }
        }
    }

    /// <summary>Tries the rules of a file on the current line; false when the search has ended for all rule files.</summary>
    // Hot path.
    private bool Walk(RuleFile file)
    {
        if (_isWatched)
        {
            return WalkWatched(file);
        }

        var rules = file.EventRules;
        for (var number = Candidates.Next(this, file, 0); number < rules.Length;)
        {
            var rule = rules[number]!;
            if (rule.Apply(this) is not { } point)
            {
                number = Candidates.Next(this, file, number + 1);
                continue;
            }

            rule.MatchCount++;
            if (point.Next == PointOfContinue.EndOfAll)
            {
                return false;
            }

            number = point.Next == PointOfContinue.EndOfFile ? rules.Length : Candidates.Next(this, file, point.Next);
        }

        return true;
    }

    private ContextName InternalContext(ByteString name)
    {
        if (!_eventContexts.TryGetValue(name, out var context))
        {
            // Names may come from events without end.
            if (_eventContexts.Count == MostEventContexts)
            {
                _eventContexts.Clear();
            }

            context = new Context(name.Array) { Created = Now, IsInternal = true };
            _eventContexts.Add(name, context);
        }

        return context;
    }
}
