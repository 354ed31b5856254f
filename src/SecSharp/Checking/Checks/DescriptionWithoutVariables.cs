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
            if (rule.Syntax is not (SingleWithThresholdSyntax { Threshold: > 1 } or SingleWith2ThresholdsSyntax { Threshold: > 1 } or SingleWithSuppressSyntax)
                || rule.Matches[0] is not { Tree: { } tree, Pattern.Negated: false } match
                || !match.Syntax.VariableMap.CacheNames.IsEmpty)
            {
                continue;
            }

            var used = rule.Texts
                .SelectMany(text => text.Variables.Select(variable => (Text: text, Variable: variable)))
                .Where(static use => use.Variable.Entry is null)
                .ToList();
            if (used.Exists(static use => use.Text.Field.StartsWith("desc", StringComparison.Ordinal) || use.Text.Field == "context"))
            {
                continue;
            }

            var groups = tree.Root.All.OfType<GroupNode>().Where(static group => group.Number > 0).ToList();
            var inActions = used.Select(use => GroupOf(use.Variable, match, tree)).Where(static number => number > 0).ToHashSet();
            var telling = groups.Find(group => inActions.Contains(group.Number)) ?? (rule.Syntax is SingleWithSuppressSyntax ? null : groups.Find(group => Tells(group, tree)));
            if (telling is not null)
            {
                findings.Add(
                    Severity.Warning, rule, rule.At("desc"),
                    $"all events are counted together, whatever ${telling.Number} is: the description has no variables in it"
                        + (inActions.Contains(telling.Number) ? $", and ${telling.Number} in the action is that of the first event" : ""),
                    $"desc={rule.Syntax.Description} ... ${telling.Number}; if they are meant to be counted together, write (?:...) for ( ) or silence the check");
            }
        }
    }

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
