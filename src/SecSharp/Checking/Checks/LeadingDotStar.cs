using SecSharp.Checking.Regexes;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Checks;

/// <summary>Patterns that begin with .*, which adds nothing, or takes away what a group behind it should catch.</summary>
internal sealed class LeadingDotStar() : Check("leading-dot-star", "patterns that begin with .*")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var match in rules.Matches)
        {
            if (match.Tree is not { } tree || match.Pattern.Lines > 1 || tree.Branches.ToList() is not [var items])
            {
                continue;
            }

            var first = items.Count > 0 && items[0] is AnchorNode { Kind: AnchorKind.Begin } ? 1 : 0;
            if (items.Count <= first + 1 || items[first] is not RepeatNode { Most: < 0, Least: 0, Item: SetNode { Set.Count: >= 255 } } head)
            {
                continue;
            }

            var place = new Place(match.Rule.Block.Find(match.PatternField)!.Value.PositionAt(head.Start), match.PatternField);
            var isLazy = IsLazy(tree, head);
            if (tree.Regex.GroupCount == 0)
            {
                findings.Add(
                    Severity.Hint, match.Rule, place, "a pattern is looked for everywhere in the line: .* at its beginning adds nothing",
                    first == 1 ? "begin the pattern behind ^.*" : "begin the pattern behind .*");
            }
            else if (!isLazy && items[first + 1] is GroupNode { Number: > 0 and var number } group && Shortened(group, head) is { } count)
            {
                findings.Add(
                    Severity.Warning, match.Rule, place, $".* takes all it can get: what is left for ${number} is only the last {count} of what it should catch",
                    first == 1 ? "begin the pattern behind ^.*" : "begin the pattern behind .*");
            }
        }
    }

    private static bool IsLazy(RegexTree tree, RepeatNode head) =>
        head.Start + 2 < tree.Regex.Pattern.Length && tree.Regex.Pattern.Span[head.Start + 2] == (byte)'?';

    /// <summary>What a group that begins with a repeated class is left with; null where .* does not cut it short.</summary>
    private static string? Shortened(GroupNode group, RepeatNode head)
    {
        var first = group.Body is SequenceNode { Items: [var item, ..] } ? item : group.Body;
        return first is RepeatNode { Item: SetNode { Set: var set }, Least: var least, Most: < 0 or > 1 } && set.Count < 255
            && ((SetNode)head.Item).Set is var any && (any & set) == set
            ? least == 0 ? "nothing" : least == 1 ? "character" : $"{least} characters"
            : null;
    }
}
