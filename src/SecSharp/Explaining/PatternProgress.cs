using System.Runtime.CompilerServices;
using System.Text;
using SecSharp.Checking.Regexes;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Explaining;

/// <summary>How far a regular expression gets on a line that it does not match: the longest beginning of it that does.</summary>
internal sealed class PatternProgress
{
    private readonly ConditionalWeakTable<Regex, Prefix[]> _prefixes = [];

    /// <summary>How far a pattern gets; null for what is no regular expression, is negated, or is not understood.</summary>
    public Progress? Of(PatternSyntax pattern, ReadOnlySpan<byte> line)
    {
        if (pattern is not { Kind: PatternKind.RegExp, Negated: false, Regex: { } regex })
        {
            return null;
        }

        var prefixes = _prefixes.GetValue(regex, Compile);
        if (prefixes.Length == 0)
        {
            return null;
        }

        using var scratch = new RegexScratch();
        Span<int> offsets = stackalloc int[2];
        foreach (var prefix in prefixes)
        {
            offsets = offsets.Length < 2 * (prefix.Regex.GroupCount + 1) ? new int[2 * (prefix.Regex.GroupCount + 1)] : offsets;
            if (prefix.Regex.Match(line, scratch, offsets))
            {
                var rest = Encoding.Latin1.GetString(line[offsets[1]..]);
                return new Progress(prefix.Text, offsets[1] + 1, $"its beginning '{prefix.Text}' does, up to column {offsets[1]}; '{Shorten(prefix.Next)}' would have to follow, but there is {(rest.Length == 0 ? "the end of the line" : $"'{Shorten(rest)}'")}");
            }
        }

        return new Progress("", 1, $"'{prefixes[^1].Text}' is nowhere in the line");
    }

    private static string Shorten(string text) => text.Length <= 30 ? text : text[..30] + "...";

    /// <summary>The beginnings of all branches that compile, longest first.</summary>
    private static Prefix[] Compile(Regex regex)
    {
        if (RegexTree.Of(regex) is not { } tree)
        {
            return [];
        }

        var text = regex.Pattern.ToString();
        var modes = text.StartsWith("(?", StringComparison.Ordinal) && text.IndexOf(')', StringComparison.Ordinal) is > 0 and var end
            && text[2..end].All(char.IsAsciiLetter) ? text[..(end + 1)] : "";
        var prefixes = new List<Prefix>();
        foreach (var items in tree.Branches)
        {
            var start = items.Count > 0 ? items[0].Start : 0;
            var ends = items.Skip(1).Select(static item => item.Start).Distinct().OrderDescending().ToArray();
            var branchEnd = End(text, start, tree);
            foreach (var cut in ends)
            {
                var beginning = text[start..cut];
                if (Regex.TryCompile(Encoding.Latin1.GetBytes(start == 0 || modes.Length == 0 ? beginning : modes + beginning), out _) is { } compiled)
                {
                    prefixes.Add(new Prefix(beginning, text[cut..branchEnd], compiled));
                }
            }
        }

        return [.. prefixes.OrderByDescending(static prefix => prefix.Text.Length)];
    }

    private static int End(string text, int start, RegexTree tree)
    {
        var following = tree.Branches.Where(items => items.Count > 0 && items[0].Start > start).Select(static items => items[0].Start - 1);
        return following.DefaultIfEmpty(text.Length).Min();
    }

    private sealed record Prefix(string Text, string Next, Regex Regex);
}

/// <summary>How far a regular expression has got.</summary>
/// <param name="Prefix">The longest beginning of it that matches; empty when none does.</param>
/// <param name="Column">The column of the line, from 1 on, at which that match ends.</param>
/// <param name="Text">The same for people.</param>
internal sealed record Progress(string Prefix, int Column, string Text);
