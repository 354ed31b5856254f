using System.Collections.Immutable;

namespace SecSharp.Checking.Rules;

/// <summary>All rules that are checked together.</summary>
internal sealed class CheckedRuleBase(ImmutableArray<CheckedFile> files, CheckOptions options)
{
    private PatternVariables? _variables;

    public ImmutableArray<CheckedFile> Files => files;

    public CheckOptions Options => options;

    /// <summary>All valid rules without Options rules, in file order.</summary>
    public IEnumerable<CheckedRule> Rules => files.SelectMany(static file => file.Rules);

    /// <summary>All patterns, in file order.</summary>
    public IEnumerable<RuleMatch> Matches => Rules.SelectMany(static rule => rule.Matches);

    /// <summary>What match variables patterns set.</summary>
    public PatternVariables Variables => _variables ??= new PatternVariables(this);

    /// <summary>Whether a rule is not valid, so that not all that is done in the rule base is known.</summary>
    public bool HasFaultyRules => files.Any(static file => file.HasFaultyRules);
}
