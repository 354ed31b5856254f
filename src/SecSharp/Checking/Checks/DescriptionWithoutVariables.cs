using SecSharp.Checking.Regexes;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Checking.Checks;

/// <summary>Counting rules with one operation for all events, though their patterns catch what tells events apart.</summary>
internal sealed class DescriptionWithoutVariables() : Check("description-without-variables", "counting rules whose desc has no variables though the pattern has groups")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var rule in rules.Rules)
        {
            var first = rule.Matches.FirstOrDefault();
            if (first is not { Tree: { } tree, Pattern.Negated: false } || !first.Syntax.VariableMap.CacheNames.IsEmpty)
            {
                continue;
            }

            var used = rule.Texts
                .SelectMany(static text => text.Variables.Select(variable => (text.Field, Variable: variable)))
                .Where(static use => use.Variable is { Entry: null, Origin: MatchOrigin.Current })
                .ToList();
            switch (rule.Syntax)
            {
                case SingleWithThresholdSyntax { Threshold: > 1 } or SingleWith2ThresholdsSyntax { Threshold: > 1 } or SingleWithSuppressSyntax:
                    if (!used.Exists(static use => IsIn(use.Field, "desc", "context")))
                    {
                        CheckCounting(rule, tree, NumbersOf(used.Select(static use => use.Variable), first, tree), findings);
                    }

                    break;
                case EventGroupSyntax:
                    if (!used.Exists(static use => IsIn(use.Field, "desc", "context", "count", "egtoken")) && rule.Matches.Length == 1)
                    {
                        CheckCounting(rule, tree, NumbersOf(used.Select(static use => use.Variable), first, tree), findings, needsUse: true);
                    }

                    break;
                case PairSyntax:
                    if (!used.Exists(static use => IsIn(use.Field, "context") || use.Field == "desc")
                        && NumbersOf(used.Where(static use => use.Field == "pattern2").Select(static use => use.Variable), first, tree) is [var number, ..])
                    {
                        findings.Add(
                            Severity.Warning, rule, rule.At("desc"),
                            $"while one operation waits, first events with another ${number} have no effect: the description has no variables in it, though pattern2 waits for the event of one ${number}",
                            $"desc={rule.Syntax.Description} ... ${number}");
                    }

                    break;
            }
        }
    }

    private static bool IsIn(string field, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (field.StartsWith(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckCounting(CheckedRule rule, RegexTree tree, List<int> used, Findings findings, bool needsUse = false)
    {
        var groups = tree.Root.All.OfType<GroupNode>().Where(static group => group.Number > 0).ToList();
        needsUse |= rule.Syntax is SingleWithSuppressSyntax;
        var telling = groups.Find(group => used.Contains(group.Number)) ?? (needsUse ? null : groups.Find(group => Tells(group, tree)));
        if (telling is not null)
        {
            findings.Add(
                Severity.Warning, rule, rule.At("desc"),
                $"all events are counted together, whatever ${telling.Number} is: the description has no variables in it"
                    + (used.Contains(telling.Number) ? $", and ${telling.Number} in the action is that of the first event" : ""),
                $"desc={rule.Syntax.Description} ... ${telling.Number}; if they are meant to be counted together, write (?:...) for ( ) or silence the check");
        }
    }

    /// <summary>The numbers of the groups that variables stand for, without that of the whole line.</summary>
    private static List<int> NumbersOf(IEnumerable<VariableReference> variables, RuleMatch match, RegexTree tree) =>
        [.. variables.Select(variable => GroupOf(variable, match, tree)).Where(number => number > 0 && number <= tree.Regex.GroupCount).Distinct()];

    private static int GroupOf(VariableReference variable, RuleMatch match, RegexTree tree)
    {
        if (variable.Number >= 0)
        {
            return variable.Number;
        }

        var mapped = match.Syntax.VariableMap.Variables.Where(mapping => mapping.Name == variable.Name).Select(static mapping => mapping.Number);
        return mapped.Concat(tree.Regex.GroupNames.Where(name => name.Name == variable.Name).SelectMany(static name => name.Numbers)).FirstOrDefault();
    }

    /// <summary>Whether a group catches what tells events apart, rather than one of a few words, a repeated part, or the rest of the line.</summary>
    private static bool Tells(GroupNode group, RegexTree tree) =>
        group.All.OfType<RepeatNode>().Any(static repeat => repeat is { Most: < 0 or > 1, Item: SetNode { Set.Count: > 1 and < 255 } or GroupNode })
        && !tree.Root.All.OfType<RepeatNode>().Any(repeat => repeat.Item == group);
}
