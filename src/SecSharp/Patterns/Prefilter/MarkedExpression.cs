using System.Text;
using System.Text.RegularExpressions;

namespace SecSharp.Patterns.Prefilter;

/// <summary>A regular expression in which <see cref="LiteralTemplate.Mark"/> and a letter stand in the places of variables.</summary>
internal static partial class MarkedExpression
{
    /// <summary>
    /// Whether the quoted value of each variable, with whatever is around it, stands for itself, so that it may be taken for
    /// a literal: not so inside of other syntax, before a quantifier, in a character class or where comments are possible.
    /// </summary>
    public static bool IsSafe(ReadOnlySpan<byte> text)
    {
        var expression = Encoding.Latin1.GetString(text);
        if (OwnNul().IsMatch(expression) || Comments().IsMatch(expression))
        {
            return false;
        }

        for (var mark = expression.IndexOf('\0', StringComparison.Ordinal); mark >= 0; mark = expression.IndexOf('\0', mark + 1))
        {
            var after = expression.AsSpan(mark + 2).TrimStart();
            if (OpenSyntax().IsMatch(expression[..mark]) || after is ['*' or '+' or '?' or '{', ..] || after.StartsWith(@"\E"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What may stand for a NUL byte of the author's, which would be taken for a mark.</summary>
    [GeneratedRegex(@"\\(?:0|x0|x\{0|x(?![0-9A-Fa-f{])|o|c|N)", RegexOptions.CultureInvariant)]
    private static partial Regex OwnNul();

    /// <summary>A comment, or the mode in which there may be some.</summary>
    [GeneratedRegex(@"\(\?(?:#|[\^a-zA-Z]*x)", RegexOptions.CultureInvariant)]
    private static partial Regex Comments();

    /// <summary>Syntax that takes in what follows.</summary>
    [GeneratedRegex(
        @"(?:\\|\\x[0-9A-Fa-f]{0,2}|\\[0-9]+|\\g[-+]?[0-9]*|\\[gk][{<'][^}>']*|\\[pPc]|\{[^}]*|\(\?[^:=!>|()]*|\(\*[^)]*|(?<!\\)(?:\\\\)*\[\^?\]?(?:\\.|[^\]\\])*)\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex OpenSyntax();
}
