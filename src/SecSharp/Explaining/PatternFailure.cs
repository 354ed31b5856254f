using System.Globalization;
using System.Text;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Explaining;

/// <summary>Why a pattern does not match the line(s) at hand.</summary>
/// <param name="Reason">For people; empty where nothing can be said.</param>
/// <param name="Progress">How far a regular expression has got.</param>
internal sealed record PatternFailure(string Reason, Progress? Progress = null)
{
    /// <summary>Finds the reason.</summary>
    /// <param name="pattern">The pattern that has been tried.</param>
    /// <param name="syntax">What its rule file states.</param>
    /// <param name="line">The line(s).</param>
    public static PatternFailure Of(Pattern pattern, PatternSyntax? syntax, ReadOnlySpan<byte> line) => pattern switch
    {
        RegExpPattern { Negated: true } expression => Of(MatchOf(expression.Regex, line)),
        RegExpPattern expression => Of(PatternProgress.Of(expression.Regex, line)),
        SubStrPattern { Negated: true } text => new($"'{text.Needle}' is in the line"),
        SubStrPattern text => new(MissingText(text.Needle, line)),
        CachedPattern { Negated: true } => new($"the match cache has an entry {syntax?.Text}"),
        CachedPattern => new($"the match cache has no entry {syntax?.Text}"),
        PerlFuncPattern { Negated: true } => new("the function has returned a true value"),
        PerlFuncPattern => new("the function has not returned a true value"),
        _ => new(""),
    };

    private static PatternFailure Of(Progress? progress) => new(progress?.Text ?? "", progress);

    private static PatternFailure Of(string? match) => new(match is null ? "" : $"the expression matches {match}");

    private static string? MatchOf(Regex regex, ReadOnlySpan<byte> line)
    {
        using var scratch = new RegexScratch();
        var offsets = new int[2 * (regex.GroupCount + 1)];
        return regex.Match(line, scratch, offsets)
            ? string.Create(CultureInfo.InvariantCulture, $"'{PatternProgress.Shorten(Encoding.Latin1.GetString(line[offsets[0]..offsets[1]]))}' at column {offsets[0] + 1}")
            : null;
    }

    private static string MissingText(ByteString needle, ReadOnlySpan<byte> line)
    {
        for (var length = needle.Length - 1; length >= (needle.Length + 1) / 2 && length > 1; length--)
        {
            if (line.IndexOf(needle.Span[..length]) is >= 0 and var at)
            {
                var rest = Encoding.Latin1.GetString(line[(at + length)..]);
                var text = needle.ToString();
                return $"its beginning '{text[..length]}' is in the line, {PatternProgress.Columns(at + 1, at + length)}; '{text[length..]}' would have to follow, but there is {(rest.Length == 0 ? "the end of the line" : $"'{PatternProgress.Shorten(rest)}'")}";
            }
        }

        return $"'{needle}' is not in the line";
    }
}
