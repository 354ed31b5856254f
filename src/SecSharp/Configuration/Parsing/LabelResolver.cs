using System.Collections.Immutable;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>Finds the rules that <c>continue=GoTo</c> leads to.</summary>
/// <param name="bag">Takes the findings.</param>
/// <param name="block">The rule as it stands in the file.</param>
/// <param name="labels">Labels with the number of the rule that follows; a later label overrides an earlier one of the same name.</param>
internal sealed class LabelResolver(DiagnosticBag bag, RuleBlock block, ImmutableArray<KeyValuePair<ByteString, int>> labels)
{
    /// <summary>The rule with its points of continue resolved; a label that can't be reached counts as DontCont, with a warning.</summary>
    public RuleSyntax Resolve(RuleSyntax rule) => rule switch
    {
        PairSyntax pair => pair with { Match = Resolve(pair, pair.Match, ""), Match2 = Resolve(pair, pair.Match2, "2") },
        EventGroupSyntax group => Resolve(group),
        EventRuleSyntax other => other with { Match = Resolve(other, other.Match, "") },
        _ => rule,
    };

    private EventGroupSyntax Resolve(EventGroupSyntax group)
    {
        var events = group.Events
            .Select((item, index) => item with { Match = Resolve(group, item.Match, RuleType.Suffix(index)) })
            .ToImmutableArray();
        return group with { Match = events[0].Match, Events = events };
    }

    private MatchSyntax Resolve(RuleSyntax rule, MatchSyntax match, string suffix)
    {
        var point = match.Continue;
        if (point.Kind != ContinueKind.GoTo)
        {
            return match;
        }

        var found = labels.Where(label => label.Key == point.Label).Select(static label => label.Value).ToArray();
        if (found.Length > 0 && found[^1] > rule.Number)
        {
            return match with { Continue = point with { Target = found[^1] } };
        }

        var report = new RuleReport(bag, block, rule.TypeName) { Field = "continue" + suffix };
        var place = block.Find("continue" + suffix)!.Value.All;
        if (found.Length == 0)
        {
            var nearest = Suggestion.For(point.Label.ToString(), labels.Where(label => label.Value > rule.Number).Select(static label => label.Key.ToString()));
            report.Warning(
                place, $"there is no label '{point.Label}' in this file: DontCont is assumed",
                nearest is null ? $"label={point.Label} somewhere behind this rule" : $"did you mean {nearest}?");
        }
        else
        {
            report.Warning(
                place, $"label '{point.Label}' does not stand behind this rule: DontCont is assumed", "labels can only be gone to forwards");
        }

        return match with { Continue = ContinueSyntax.DontCont };
    }
}
