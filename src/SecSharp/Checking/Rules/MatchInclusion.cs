using SecSharp.Checking.Regexes;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Rules;

/// <summary>Proves that a pattern matches all lines that another one matches.</summary>
internal sealed class MatchInclusion(RegexScratch scratch)
{
    /// <summary>The reason of patterns that are equal.</summary>
    public const string SamePattern = "has the same pattern";

    private readonly Dictionary<RuleMatch, byte[]?> _samples = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RuleMatch, LineAutomaton?> _wide = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RuleMatch, LineAutomaton?> _narrow = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why <paramref name="wide"/> matches all that <paramref name="narrow"/> matches; null where it is not proved.</summary>
    public string? Reason(RuleMatch wide, RuleMatch narrow)
    {
        var (one, other) = (wide.Pattern, narrow.Pattern);
        if (one.Kind == PatternKind.TValue)
        {
            return one.Text.Span.SequenceEqual("TRUE"u8) ? "matches every line" : null;
        }

        if (one.Equals(other))
        {
            return one.Kind is PatternKind.PerlFunc || (one.Kind != PatternKind.Cached && one.Constant is null) ? null : SamePattern;
        }

        return !one.Negated && !other.Negated && one.Lines == 1 && other.Lines == 1 && IsIncluded(wide, narrow)
            ? "matches all lines that this one matches"
            : null;
    }

    private bool IsIncluded(RuleMatch wide, RuleMatch narrow)
    {
        if (SampleOf(narrow) is not { } sample || new RuleWalk(Nothing, scratch).Matches(wide, sample) != true)
        {
            return false;
        }

        return Automaton(_wide, wide, mayAcceptMore: false) is { } one && Automaton(_narrow, narrow, mayAcceptMore: true) is { } other
            && LineInclusion.IsProved(one, other);
    }

    private static CheckedRuleBase Nothing { get; } = new([], new CheckOptions());

    private byte[]? SampleOf(RuleMatch match)
    {
        if (!_samples.TryGetValue(match, out var sample))
        {
            _samples[match] = sample = match.Pattern.Kind == PatternKind.SubStr ? match.Pattern.Constant?.Array
                : match.Tree is { } tree ? SampleLine.Of(tree, scratch) : null;
        }

        return sample;
    }

    private static LineAutomaton? Automaton(Dictionary<RuleMatch, LineAutomaton?> known, RuleMatch match, bool mayAcceptMore)
    {
        if (!known.TryGetValue(match, out var automaton))
        {
            var root = match.Pattern is { Kind: PatternKind.SubStr, Constant: { } text }
                ? new SequenceNode(0, [.. text.Array.Select(static value => new SetNode(0, default(ByteSet).With(value)))])
                : match.Tree?.Root;
            known[match] = automaton = root is null ? null : LineAutomaton.Of(root, mayAcceptMore);
        }

        return automaton;
    }
}
