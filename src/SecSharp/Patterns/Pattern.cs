using System.Collections.Immutable;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Patterns;

/// <summary>A pattern ready for matching. sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.</summary>
internal abstract class Pattern
{
    /// <summary>Number of last input lines matched.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>Whether the result is negated.</summary>
    public bool Negated { get; init; }

    /// <summary>Whether a match sets match variables.</summary>
    public abstract bool SetsVariables { get; }

    /// <summary>Literals of which at least one stands in any line(s) that the pattern matches; empty where none are known.</summary>
    public virtual ImmutableArray<Literal> RequiredLiterals => [];

    /// <summary>Whether matching has no effect but to set match variables; not so where it runs code.</summary>
    public virtual bool OnlyLooks => false;

    /// <summary>Matches the current line(s); sets <see cref="LineMatcher.Match"/> where the pattern sets variables.</summary>
    public abstract bool IsMatch(LineMatcher matcher);
}
