namespace SecSharp.Patterns.Pcre2;

/// <summary>Options of pcre2_compile(), pcre2.h.</summary>
[Flags]
internal enum Pcre2Options : uint
{
    None = 0,

    /// <summary>Groups may share a name, as in Perl.</summary>
    DuplicateNames = 0x40,

    /// <summary>Patterns can't turn UTF on: subjects are bytes.</summary>
    NeverUtf = 0x1000,

    /// <summary>The match is tried from every place, even where it can't succeed.</summary>
    NoStartOptimize = 0x1_0000,

    /// <summary>\C is an error, as in Perl.</summary>
    NeverBackslashC = 0x0010_0000,
}

/// <summary>Options of pcre2_jit_compile().</summary>
[Flags]
internal enum Pcre2Jit : uint
{
    /// <summary>Code for complete (not partial) matches.</summary>
    Complete = 1,
}

/// <summary>What counts as the end of a line for ., ^ and $.</summary>
internal enum Pcre2Newline : uint
{
    LineFeed = 2,
}

/// <summary>What \R matches.</summary>
internal enum Pcre2BackslashR : uint
{
    Unicode = 1,
}

/// <summary>What pcre2_pattern_info() can tell.</summary>
internal enum Pcre2Info : uint
{
    CaptureCount = 4,
    JitSize = 10,
    NameCount = 17,
    NameEntrySize = 18,
    NameTable = 19,
    Size = 22,
}

/// <summary>Results of matching that are below zero, and errors of compiling that are above.</summary>
internal static class Pcre2Result
{
    public const int LookbehindNotFixed = 125;
    public const int LookbehindTooComplicated = 135;

    /// <summary>Groups of one number, as in (?|(?&lt;a>x)|(?&lt;b>y)), have different names.</summary>
    public const int NamesDiffer = 165;

    public const int NoMatch = -1;

    /// <summary>The JIT compiler has made no code for this kind of match.</summary>
    public const int JitBadOption = -45;

    public const int JitStackLimit = -46;
    public const int MatchLimit = -47;
    public const int NoMemory = -48;

    /// <summary>A recursion that comes back to the same place in the subject.</summary>
    public const int RecursionLoop = -52;

    public const int DepthLimit = -53;
    public const int HeapLimit = -63;
}
