using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Checks;

/// <summary>Rules that no line gets to, as an earlier rule of the file matches it and ends the search.</summary>
internal sealed class UnreachableRule() : Check("unreachable-rule", "rules whose lines are all taken by an earlier rule")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        // The action list of a context may run whenever a rule looks at the context.
        if (rules.Rules.SelectMany(static rule => rule.Actions)
            .Where(static action => action.Kind is ActionKind.Create or ActionKind.Set)
            .SelectMany(static action => action.Lists())
            .Any(static list => list.All().Any(static action => action.Kind == ActionKind.Rewrite)))
        {
            return;
        }

        using var scratch = new RegexScratch();
        var inclusion = new MatchInclusion(scratch);
        foreach (var file in rules.Files)
        {
            foreach (var rule in file.Rules)
            {
                CheckRule(file, rule, inclusion, findings);
            }
        }
    }

    private static void CheckRule(CheckedFile file, CheckedRule rule, MatchInclusion inclusion, Findings findings)
    {
        // The second pattern of a Pair rule is tried on lines that get to the rule; without operations it means nothing.
        var own = rule.Matches.Where(static match => !match.IsSecond).ToList();
        var taken = own.Select(match => (Match: match, By: TakenBy(file, rule, match, inclusion))).Where(static taken => taken.By is not null).ToList();
        if (taken.Count == 0)
        {
            return;
        }

        foreach (var (match, by) in taken.Count == own.Count ? taken.Take(1) : taken)
        {
            findings.Add(
                Severity.Warning, rule, rule.At(match.PatternField),
                $"{(taken.Count == own.Count ? "the rule" : match.PatternField)} is never reached: {by!.Value.Rule.NameFor(file)} {by.Value.Reason} and ends the search",
                (by.Value.Rule.Syntax is SuppressSyntax, by.Value.Reason == MatchInclusion.SamePattern) switch
                {
                    (true, true) => "remove one of the two",
                    (true, false) => "put it before that rule",
                    (false, true) => "continue=TakeNext in the earlier rule, or remove one of the two",
                    _ => "put it before that rule, or continue=TakeNext there",
                });
        }
    }

    private static (CheckedRule Rule, string Reason)? TakenBy(CheckedFile file, CheckedRule rule, RuleMatch match, MatchInclusion inclusion)
    {
        for (var number = 0; number < rule.Number; number++)
        {
            var earlier = file.Rules[number];
            foreach (var taking in earlier.Matches.Where(static taking => !taking.IsSecond))
            {
                if (Ends(earlier) && inclusion.Reason(taking, match) is { } reason
                    && IsWithoutCondition(file, earlier, taking, rule, match)
                    && !IsPassed(file, earlier.Number, rule.Number) && !MayChange(file, earlier, taking, rule))
                {
                    return (earlier, reason);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a match of the rule always ends the search in the file. A line may match several patterns of a Pair or
    /// EventGroup rule, of which one decides: all must agree.
    /// </summary>
    private static bool Ends(CheckedRule rule) =>
        rule.Matches.All(static match => match.Syntax.Continue.Kind is ContinueKind.DontCont or ContinueKind.EndMatch);

    /// <summary>Whether the earlier rule has no context expression, or the same one, and nothing between may change contexts.</summary>
    private static bool IsWithoutCondition(CheckedFile file, CheckedRule earlier, RuleMatch taking, CheckedRule rule, RuleMatch match)
    {
        if (taking.Syntax.Context is not { } context)
        {
            return true;
        }

        return context == match.Syntax.Context
            && taking.Pattern.Equals(match.Pattern)
            && context.Root.All().All(static node => node is ContextNameNode or NotNode or AndNode or OrNode)
            && file.Rules[earlier.Number..rule.Number].All(static between =>
                between.Syntax is CalendarSyntax || (between.Syntax is not JumpSyntax
                    && between.Matches.All(static other => other.Syntax.Continue.Kind is ContinueKind.DontCont or ContinueKind.EndMatch)));
    }

    /// <summary>Whether a rule before goes to a label between the two.</summary>
    private static bool IsPassed(CheckedFile file, int earlier, int later) =>
        file.Rules[..earlier].Any(rule => rule.Matches.Any(match =>
            match.Syntax.Continue is { Kind: ContinueKind.GoTo, Target: var target } && target > earlier && target <= later));

    /// <summary>Whether something between the two may change what the pattern is matched with: the line, or the match cache.</summary>
    private static bool MayChange(CheckedFile file, CheckedRule earlier, RuleMatch taking, CheckedRule rule) =>
        file.Rules[(earlier.Number + 1)..rule.Number].Any(between =>
            between.Syntax is JumpSyntax { Sets.IsEmpty: false }
            || between.Actions.Any(static action => action.Kind == ActionKind.Rewrite)
            || (taking.Pattern.Kind == PatternKind.Cached && between.Matches.Any(match => match.Syntax.VariableMap.CacheNames.Contains(taking.Pattern.Text))));
}
