namespace SecSharp.Patterns.Pcre2;

/// <summary>How much one match may cost, and how it is run.</summary>
/// <param name="Steps">
/// Highest number of backtracking steps from one place of the subject (pcre2_set_match_limit): a few milliseconds of
/// native code.
/// </param>
/// <param name="Memory">Highest amount of memory for backtracking, in KiB, for the JIT code's stack as for the interpreter's heap.</param>
/// <param name="UseJit">Whether compiled code is used where there is any.</param>
internal sealed record RegexLimits(uint Steps = 1_000_000, uint Memory = 64 * 1024, bool UseJit = true);

/// <summary>Memory and limits for matches of one thread, one match at a time.</summary>
internal sealed unsafe class RegexScratch : IDisposable
{
    private const nuint FirstStack = 32 * 1024;
    private const int FirstPairs = 64;

    /// <summary>Highest number of steps of the interpreter while native code is still to be had.</summary>
    private const uint TrialSteps = 10_000;

    private readonly nint _stack;

    public RegexScratch(RegexLimits? limits = null)
    {
        Limits = limits ?? new RegexLimits();
        Context = CreateContext(Limits.Steps, Limits.Memory);
        TrialContext = CreateContext(Math.Min(TrialSteps, Limits.Steps), Limits.Memory);
        _stack = Pcre2Native.JitStackCreate(Math.Min(FirstStack, Limits.Memory * 1024), Limits.Memory * 1024, 0);
        if (_stack != 0)
        {
            Pcre2Native.JitStackAssign(Context, 0, _stack);
        }

        Reserve(FirstPairs);
    }

    /// <summary>What a match may cost.</summary>
    public RegexLimits Limits { get; }

    /// <summary>Number of matches that have run out of something and so were counted as no match.</summary>
    public long LimitCount { get; internal set; }

    /// <summary>Called when a regular expression runs out of something for the first time.</summary>
    public Action<Regex, RegexLimit>? LimitReached { get; set; }

    internal nint Data { get; private set; }

    internal nint Context { get; }

    /// <summary>Lower limits, for the interpreter where native code can take over.</summary>
    internal nint TrialContext { get; }

    internal nuint* Ovector { get; private set; }

    /// <summary>Number of groups, with group 0, that there is room for.</summary>
    internal int Pairs { get; private set; }

    /// <summary>Makes room for <paramref name="pairs"/> groups.</summary>
    internal void Reserve(int pairs)
    {
        if (Data != 0)
        {
            Pcre2Native.MatchDataFree(Data);
        }

        Pairs = pairs;
        Data = Pcre2Native.MatchDataCreate((uint)pairs, 0);
        if (Data == 0)
        {
            throw new InsufficientMemoryException();
        }

        Ovector = Pcre2Native.GetOvector(Data);
    }

    public void Dispose()
    {
        Pcre2Native.MatchDataFree(Data);
        Pcre2Native.MatchContextFree(Context);
        Pcre2Native.MatchContextFree(TrialContext);
        Pcre2Native.JitStackFree(_stack);
    }

    private static nint CreateContext(uint steps, uint memory)
    {
        var context = Pcre2Native.MatchContextCreate(0);
        _ = Pcre2Native.SetMatchLimit(context, steps);
        _ = Pcre2Native.SetDepthLimit(context, steps);
        _ = Pcre2Native.SetHeapLimit(context, memory);
        return context;
    }
}
