using System.Globalization;
using System.Text;
using SecSharp.Checking.Regexes;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Explaining;

/// <summary>
/// How far a regular expression gets on a line that it does not match. The expression is compiled again with the verb
/// (*ACCEPT) between two of its parts: it then matches exactly if a match can get there. Within parts that follow each other
/// no later place can be reached when an earlier one can't, so few places need to be tried.
/// </summary>
internal ref struct PatternProgress
{
    private const int LongestQuote = 40;

    private readonly string _text;
    private readonly ReadOnlySpan<byte> _line;
    private readonly RegexScratch _scratch;

    private PatternProgress(string text, ReadOnlySpan<byte> line, RegexScratch scratch)
    {
        _text = text;
        _line = line;
        _scratch = scratch;
    }

    /// <summary>How far an expression gets; null for one that is not understood.</summary>
    public static Progress? Of(Regex regex, ReadOnlySpan<byte> line)
    {
        if (RegexTree.Of(regex) is not { } tree || regex.Pattern.Length == 0)
        {
            return null;
        }

        using var scratch = new RegexScratch();
        return new PatternProgress(regex.Pattern.ToString(), line, scratch).Find(tree.Root);
    }

    /// <summary>The beginning of a text, for messages.</summary>
    public static string Shorten(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";

    /// <summary>Columns of a line, for messages.</summary>
    public static string Columns(int from, int to) =>
        from == to ? string.Create(CultureInfo.InvariantCulture, $"column {from}") : string.Create(CultureInfo.InvariantCulture, $"columns {from} to {to}");

    private Progress Find(RegexNode root)
    {
        var place = Furthest(root, new Place(root.Start, root.Start, "", _text.Length, 0, 0));
        var prefix = place.Before + _text[place.BranchStart..place.At];
        var isAnchored = _text.StartsWith('^') || _text.StartsWith("\\A", StringComparison.Ordinal);
        var anchor = isAnchored ? root is SequenceNode { Items: [_, var second, ..] } ? second.Start : _text.Length : 0;
        var (first, isWord) = FirstPart(root, anchor);

        // Some letters of a word say nothing.
        if (place.LineEnd == place.LineStart || (isWord && prefix.Length - anchor <= first.Length / 2))
        {
            return new Progress("", 0, 0, isAnchored ? $"the line does not begin with '{Shorten(first)}'" : $"'{Shorten(first)}' is nowhere in the line");
        }

        var next = _text[place.At..place.BranchEnd];
        var rest = Encoding.Latin1.GetString(_line[place.LineEnd..]);
        return new Progress(
            prefix,
            place.LineStart + 1,
            place.LineEnd,
            $"its beginning '{prefix}' does, {Columns(place.LineStart + 1, place.LineEnd)}; '{Shorten(next)}' would have to follow, but there is {(rest.Length == 0 ? "the end of the line" : $"'{Shorten(rest)}'")}");
    }

    /// <summary>Follows the branch of a part that gets furthest, from a place that has been reached.</summary>
    private Place Furthest(RegexNode node, Place origin)
    {
        switch (node)
        {
            case AlternativesNode alternatives:
                var best = origin;
                for (var index = 0; index < alternatives.Branches.Length; index++)
                {
                    var branch = alternatives.Branches[index];
                    var end = index + 1 < alternatives.Branches.Length ? alternatives.Branches[index + 1].Start - 1 : origin.BranchEnd;
                    var before = origin.Before + _text[origin.BranchStart..alternatives.Branches[0].Start];
                    var found = Furthest(branch, origin with { At = branch.Start, BranchStart = branch.Start, Before = before, BranchEnd = Math.Max(branch.Start, end) });
                    if (index == 0 || found.LineEnd > best.LineEnd || (found.LineEnd == best.LineEnd && found.At - found.BranchStart > best.At - best.BranchStart))
                    {
                        best = found;
                    }
                }

                return best;
            case SequenceNode sequence:
                return FurthestItem(sequence, origin);
            case GroupNode group:
                return Inside(group, origin);
            case RepeatNode { Item: GroupNode group, Least: > 0 }:
                return Inside(group, origin);
            default:
                return origin;
        }
    }

    /// <summary>How far a match gets in a group; the place before it where nothing in it matches.</summary>
    private Place Inside(GroupNode group, Place origin)
    {
        var place = Furthest(group.Body, origin with { At = group.Body.Start });
        return place.LineEnd > origin.LineEnd ? place : origin;
    }

    private Place FurthestItem(SequenceNode sequence, Place origin)
    {
        var items = sequence.Items;
        var reached = origin with { At = items[0].Start };
        var (low, high) = (0, items.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Reaches(items[middle].Start, reached) is { } place)
            {
                reached = place;
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return Furthest(items[low], reached);
    }

    private Place? Reaches(int at, Place origin)
    {
        if (at <= 0 || at > _text.Length)
        {
            return null;
        }

        using var regex = Regex.TryCompile(Encoding.Latin1.GetBytes($"{_text[..at]}(*ACCEPT){_text[at..]}"), out _);
        if (regex is null)
        {
            return null;
        }

        var offsets = new int[2 * (regex.GroupCount + 1)];
        return regex.Match(_line, _scratch, offsets) ? origin with { At = at, LineStart = offsets[0], LineEnd = offsets[1] } : null;
    }

    /// <summary>What is looked for first: a run of letters, otherwise the whole expression.</summary>
    private (string Text, bool IsWord) FirstPart(RegexNode root, int start)
    {
        if (root is not SequenceNode { Items: var items })
        {
            return (_text[start..], false);
        }

        var end = start;
        foreach (var item in items.Where(item => item.Start >= start))
        {
            if (item is not SetNode)
            {
                return end > start ? (_text[start..item.Start], true) : (_text[start..], false);
            }

            end = item.Start + 1;
        }

        return (_text[start..], true);
    }

    /// <summary>A place in the expression that a match gets to.</summary>
    /// <param name="At">The place.</param>
    /// <param name="BranchStart">Where the branch begins that it is in.</param>
    /// <param name="Before">What leads to the branch.</param>
    /// <param name="BranchEnd">Where the branch ends.</param>
    /// <param name="LineStart">Where in the line the match begins.</param>
    /// <param name="LineEnd">How far in the line it has come.</param>
    private readonly record struct Place(int At, int BranchStart, string Before, int BranchEnd, int LineStart, int LineEnd);
}

/// <summary>How far a regular expression has got.</summary>
/// <param name="Prefix">What of it matches; empty when nothing does.</param>
/// <param name="From">The first column of the line, counted from 1, that this matches; 0 when nothing does.</param>
/// <param name="To">The last column that this matches; 0 when nothing does.</param>
/// <param name="Text">The same for people.</param>
internal sealed record Progress(string Prefix, int From, int To, string Text);
