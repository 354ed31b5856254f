using System.Collections.Immutable;
using SecSharp.Patterns.Pcre2;
using SecSharp.Perl;

namespace SecSharp.Configuration.Syntax;

/// <summary>What an event must meet: pattern and context expression, with what a match sets and where it continues.</summary>
internal sealed record MatchSyntax(
    PatternSyntax Pattern,
    VariableMapSyntax VariableMap,
    ContextExpressionSyntax? Context,
    ContinueSyntax Continue);

/// <summary>Pattern types without their negation. sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.</summary>
internal enum PatternKind
{
    SubStr,
    RegExp,
    PerlFunc,
    Cached,
    TValue,
}

/// <summary>A pattern field with its type.</summary>
/// <param name="Kind">Pattern type.</param>
/// <param name="Negated">True for NSubStr, NRegExp, NPerlFunc and NCached.</param>
/// <param name="Lines">Number of last input lines that are matched, 1 or more.</param>
/// <param name="Text">The field's text as in the file; <c>TRUE</c> or <c>FALSE</c> in upper case for TValue.</param>
internal sealed record PatternSyntax(PatternKind Kind, bool Negated, int Lines, ByteString Text)
{
    /// <summary>
    /// What is searched or compiled: the text with its backslash sequences (SubStr) and masks (second patterns) resolved;
    /// null where match variables must be substituted first.
    /// </summary>
    public ByteString? Constant { get; init; }

    /// <summary>The compiled regular expression, where the text is constant.</summary>
    public Regex? Regex { get; init; }

    /// <summary>The compiled function of PerlFunc and NPerlFunc, and of regular expressions that only Perl can run.</summary>
    public PerlFunction? Function { get; init; }

    /// <summary>Whether a match sets match variables: all but SubStr, NSubStr, NCached and TValue.</summary>
    public bool SetsVariables => Kind is PatternKind.RegExp or PatternKind.PerlFunc || (Kind is PatternKind.Cached && !Negated);

    /// <summary>Value equality of what the file says.</summary>
    public bool Equals(PatternSyntax? other) =>
        other is not null && Kind == other.Kind && Negated == other.Negated && Lines == other.Lines && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Negated, Lines, Text);
}

/// <summary>A varmap field: names for numbered match variables, and names under which the match is cached.</summary>
internal sealed record VariableMapSyntax(ImmutableArray<VariableMapping> Variables, ImmutableArray<ByteString> CacheNames)
{
    /// <summary>No varmap field.</summary>
    public static VariableMapSyntax None { get; } = new([], []);
}

/// <summary>One <c>name=number</c> of a variable map.</summary>
internal readonly record struct VariableMapping(ByteString Name, int Number);

/// <summary>Where the search for matching rules goes on after a match. sec(1), CONFIGURATION FILES.</summary>
internal enum ContinueKind
{
    DontCont,
    TakeNext,
    GoTo,
    EndMatch,
}

/// <summary>A point of continue.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Label">The label of GoTo.</param>
/// <param name="Target">For GoTo the index of the rule to continue at, among the file's loaded rules without Options rules; may be one past the last.</param>
internal sealed record ContinueSyntax(ContinueKind Kind, ByteString Label = default, int Target = -1)
{
    /// <summary>The default.</summary>
    public static ContinueSyntax DontCont { get; } = new(ContinueKind.DontCont);
}
