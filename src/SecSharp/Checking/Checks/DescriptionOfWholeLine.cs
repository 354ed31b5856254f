using SecSharp.Checking.Regexes;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Checking.Checks;

/// <summary>Counting rules with $0 in the description: each line, with its timestamp, has an operation of its own.</summary>
internal sealed class DescriptionOfWholeLine() : Check("description-of-whole-line", "counting rules whose desc holds the whole line, with its timestamp")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var rule in rules.Rules)
        {
            if (rule.Syntax is not (SingleWithThresholdSyntax { Threshold: > 1 } or SingleWith2ThresholdsSyntax { Threshold: > 1 } or SingleWithSuppressSyntax)
                || rule.Matches[0] is not { Pattern.Negated: false, Tree: { } tree } || IsAnchored(tree))
            {
                continue;
            }

            var text = rule.Texts.First(static text => text.Field == "desc");
            var variable = text.Variables.FirstOrDefault(static variable => variable is { Number: 0, Entry: null, Origin: MatchOrigin.Current });
            if (variable is not null)
            {
                findings.Add(
                    Severity.Hint, rule, rule.PlaceOf(text, variable),
                    $"$0 is the whole line: where lines have timestamps each of them is {(rule.Syntax is SingleWithSuppressSyntax ? "new" : "counted by itself")}",
                    "the parts of the line that tell events apart, caught by groups");
            }
        }
    }

    /// <summary>Whether the pattern says how the line begins, so that there is no timestamp before it.</summary>
    private static bool IsAnchored(RegexTree tree) => tree.Branches.All(static items =>
        items.Count > 1 && items[0] is AnchorNode { Kind: AnchorKind.Begin } && items[1] is SetNode { Set.Count: 1 or 2 });
}
