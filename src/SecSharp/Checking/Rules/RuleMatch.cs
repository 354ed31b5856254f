using System.Collections.Immutable;
using SecSharp.Checking.Regexes;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Rules;

/// <summary>One pattern of a rule with its variable map, context expression and point of continue.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Suffix">What stands behind its field names: nothing for the first, then 2, 3, ...</param>
/// <param name="Syntax">What the rule says.</param>
internal sealed record RuleMatch(CheckedRule Rule, string Suffix, MatchSyntax Syntax)
{
    private readonly Lazy<RegexTree?> _tree = new(() => RegexTree.Of(Syntax.Pattern));

    public PatternSyntax Pattern => Syntax.Pattern;

    public string PatternField => "pattern" + Suffix;

    public string ContextField => "context" + Suffix;

    /// <summary>The regular expression taken apart; null for other pattern types and where it is not understood.</summary>
    public RegexTree? Tree => _tree.Value;

    /// <summary>Whether the pattern is that of events which finish a Pair operation.</summary>
    public bool IsSecond => Rule.Syntax is PairSyntax && Suffix == "2";

    public static ImmutableArray<RuleMatch> Of(CheckedRule rule) => rule.Syntax switch
    {
        PairSyntax pair => [new(rule, "", pair.Match), new(rule, "2", pair.Match2)],
        EventGroupSyntax group => [.. group.Events.Select((item, index) => new RuleMatch(rule, RuleType.Suffix(index), item.Match))],
        EventRuleSyntax other => [new(rule, "", other.Match)],
        _ => [],
    };
}
