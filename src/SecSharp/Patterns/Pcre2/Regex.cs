namespace SecSharp.Patterns.Pcre2;

/// <summary>
/// A regular expression with Perl's meaning on bytes, run by PCRE2. docs/regular-expressions.md.
/// Not for use by several threads at once.
/// </summary>
internal sealed unsafe class Regex : IDisposable
{
    /// <summary>
    /// Matches run by the interpreter before native code is made: compiling to it costs as much as some hundred matches
    /// and would be wasted on patterns that are hardly tried, such as the second patterns of short-lived operations.
    /// </summary>
    internal const int MatchesBeforeJit = 8;

    /// <summary>PCRE2_NO_JIT.</summary>
    private const uint NoJit = 0x2000;

    private readonly long _pressure;
    private nint _code;
    private int _interpreted;
    private JitState _jit;

    private Regex(nint code, ByteString pattern, PerlPattern translated)
    {
        _code = code;
        Pattern = pattern;
        Translation = new ByteString(translated.Text);
        _jit = translated.CallsGroups ? JitState.Unavailable : JitState.NotTried;
        Warnings = translated.Warnings;
        uint groups = 0;
        _ = Pcre2Native.PatternInfo(code, Pcre2Info.CaptureCount, &groups);
        GroupCount = (int)groups;
        GroupNames = RegexCompiler.ReadNames(code, translated.ShortNames);
        nuint size = 0;
        _ = Pcre2Native.PatternInfo(code, Pcre2Info.Size, &size);
        _pressure = (long)size;
        GC.AddMemoryPressure(_pressure);
    }

    ~Regex() => Free();

    private enum JitState : byte
    {
        NotTried,
        Compiled,
        Unavailable,
    }

    /// <summary>The pattern as its author wrote it.</summary>
    public ByteString Pattern { get; }

    /// <summary>The pattern as PCRE2 has got it.</summary>
    public ByteString Translation { get; }

    /// <summary>Highest group number.</summary>
    public int GroupCount { get; }

    /// <summary>Names of groups.</summary>
    public IReadOnlyList<RegexGroupName> GroupNames { get; }

    /// <summary>What the author hardly means.</summary>
    public IReadOnlyList<RegexWarning> Warnings { get; }

    /// <summary>Number of matches that have run out of something and so were counted as no match.</summary>
    public long LimitCount { get; private set; }

    /// <summary>Whether native code has been made.</summary>
    public bool IsCompiled => _jit == JitState.Compiled;

    /// <summary>Memory that PCRE2 holds for the pattern, in bytes.</summary>
    public long MemorySize
    {
        get
        {
            nuint size = 0;
            nuint jitSize = 0;
            _ = Pcre2Native.PatternInfo(_code, Pcre2Info.Size, &size);
            _ = Pcre2Native.PatternInfo(_code, Pcre2Info.JitSize, &jitSize);
            return (long)(size + jitSize);
        }
    }

    /// <summary>Compiles <paramref name="pattern"/>; null with an error when it is no valid regular expression.</summary>
    public static Regex? TryCompile(ReadOnlySpan<byte> pattern, out RegexError? error)
    {
        var code = RegexCompiler.Compile(pattern, out var translated, out error);
        return code == 0 ? null : new Regex(code, ByteString.Copy(pattern), translated!);
    }

    /// <summary>Whether <paramref name="subject"/> matches. Running out of a limit is no match.</summary>
    public bool IsMatch(ReadOnlySpan<byte> subject, RegexScratch scratch) => Run(subject, scratch) > 0;

    /// <summary>
    /// Matches <paramref name="subject"/> and, on success, sets start and end of each group from 0 to
    /// <see cref="GroupCount"/>; -1 for groups that are not set.
    /// </summary>
    // Hot path.
    public bool Match(ReadOnlySpan<byte> subject, RegexScratch scratch, Span<int> offsets)
    {
        var count = Run(subject, scratch);
        if (count <= 0)
        {
            return false;
        }

        var ovector = scratch.Ovector;
        var set = 2 * count;
        offsets = offsets[..(2 * (GroupCount + 1))];
        for (var index = 0; index < offsets.Length; index++)
        {
            offsets[index] = index < set && ovector[index] != Pcre2Native.Unset ? (int)ovector[index] : -1;
        }

        return true;
    }

    /// <summary>Appends <paramref name="value"/> so that it stands for itself in a regular expression, as Perl's quotemeta does.</summary>
    public static void Quote(ReadOnlySpan<byte> value, ByteBuilder output)
    {
        foreach (var b in value)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '_')
            {
                output.Append((byte)'\\');
            }

            output.Append(b);
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    // Hot path.
    private int Run(ReadOnlySpan<byte> subject, RegexScratch scratch)
    {
        if (scratch.Pairs <= GroupCount)
        {
            scratch.Reserve(GroupCount + 1);
        }

        byte none = 0;
        fixed (byte* bytes = subject)
        {
            var start = bytes is null ? &none : bytes;
            var result = _jit == JitState.Compiled && scratch.Limits.UseJit
                ? Pcre2Native.JitMatch(_code, start, (nuint)subject.Length, 0, 0, scratch.Data, scratch.Context)
                : Interpret(start, subject.Length, scratch);
            if (result < Pcre2Result.NoMatch)
            {
                result = GiveUp(result, start, subject.Length, scratch);
            }

            GC.KeepAlive(this);
            return result;
        }
    }

    /// <summary>
    /// The way for a pattern that is new, or has no native code: the first matches are the interpreter's, until one of
    /// them costs too much or the pattern has proved to be in use.
    /// </summary>
    private int Interpret(byte* start, int length, RegexScratch scratch)
    {
        if (_jit == JitState.NotTried && scratch.Limits.UseJit)
        {
            var result = Pcre2Native.Match(_code, start, (nuint)length, 0, NoJit, scratch.Data, scratch.TrialContext);
            if (++_interpreted >= MatchesBeforeJit || result < Pcre2Result.NoMatch)
            {
                CompileToNative();
            }

            if (result >= Pcre2Result.NoMatch)
            {
                return result;
            }

            if (IsCompiled)
            {
                return Pcre2Native.JitMatch(_code, start, (nuint)length, 0, 0, scratch.Data, scratch.Context);
            }
        }

        return Pcre2Native.Match(_code, start, (nuint)length, 0, NoJit, scratch.Data, scratch.Context);
    }

    /// <summary>Native code can be impossible for a pattern, or forbidden on a machine (MemoryDenyWriteExecute of systemd).</summary>
    private void CompileToNative() =>
        _jit = Pcre2Native.JitCompile(_code, Pcre2Jit.Complete) == 0 ? JitState.Compiled : JitState.Unavailable;

    /// <summary>Counts a match that has run out of something and reports the first one.</summary>
    private int GiveUp(int result, byte* start, int length, RegexScratch scratch)
    {
        if (result == Pcre2Result.JitBadOption)
        {
            _jit = JitState.Unavailable;
            result = Pcre2Native.Match(_code, start, (nuint)length, 0, NoJit, scratch.Data, scratch.Context);
            if (result >= Pcre2Result.NoMatch)
            {
                return result;
            }
        }

        scratch.LimitCount++;
        if (++LimitCount == 1)
        {
            scratch.LimitReached?.Invoke(this, result switch
            {
                Pcre2Result.MatchLimit => RegexLimit.Steps,
                Pcre2Result.RecursionLoop => RegexLimit.Recursion,
                _ => RegexLimit.Memory,
            });
        }

        return Pcre2Result.NoMatch;
    }

    private void Free()
    {
        if (_code != 0)
        {
            Pcre2Native.CodeFree(_code);
            GC.RemoveMemoryPressure(_pressure);
            _code = 0;
        }
    }
}
