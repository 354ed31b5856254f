using System.Collections.Immutable;
using SecSharp.Actions;

namespace SecSharp.Patterns;

/// <summary>
/// Parses texts with variables in the two rounds of the reference: match variables first ($$ and, where %-prefixed ones
/// are allowed, %% being masks), then action list variables in what remains. Substituted values take no part in later rounds.
/// </summary>
internal static class TemplateParser
{
    /// <summary>Parses a text in which match variables only are substituted.</summary>
    public static Template Parse(ReadOnlySpan<byte> text, VariableScope scope) =>
        new(Compact(MatchRound(text, scope)));

    /// <summary>Parses an action's parameter: match variables, then action list variables.</summary>
    public static Template Parse(ReadOnlySpan<byte> text, VariableScope scope, ActionVariables variables)
    {
        var matched = MatchRound(text, scope);
        return ActionRound(matched, variables) is { } pieces
            ? new Template(Compact(pieces))
            : new Template(Compact(matched), reparse: true);
    }

    /// <summary>Parses a text in which action list variables only are substituted.</summary>
    public static Template ParseActionVariables(ReadOnlySpan<byte> text, ActionVariables variables) =>
        new(Compact(ActionRound([Literal(text)], variables)!));

    private static List<TemplatePiece> MatchRound(ReadOnlySpan<byte> text, VariableScope scope)
    {
        var pieces = new List<TemplatePiece>();
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            MatchOrigin? origin = text[at] switch
            {
                (byte)'$' => scope.Dollar,
                (byte)'%' => scope.Percent,
                _ => null,
            };
            if (origin is null || at + 1 >= text.Length)
            {
                at++;
                continue;
            }

            if (text[at + 1] == text[at])
            {
                pieces.Add(Literal(text[start..(at + 1)]));
                at = start = at + 2;
                continue;
            }

            if (ReadMatchVariable(text[(at + 1)..], origin.Value, out var length) is { } variable)
            {
                pieces.Add(Literal(text[start..at]));
                pieces.Add(new TemplatePiece(TemplatePieceKind.MatchVariable, Variable: scope.Place(variable)));
                at = start = at + 1 + length;
                continue;
            }

            at++;
        }

        pieces.Add(Literal(text[start..]));
        return pieces;
    }

    private static VariableReference? ReadMatchVariable(ReadOnlySpan<byte> text, MatchOrigin origin, out int length)
    {
        length = 0;
        if (Digits(text) is var digits and > 0)
        {
            length = digits;
            return Numbered(origin, text[..digits]);
        }

        if (text[0] == (byte)'{' && Digits(text[1..]) is var inBraces and > 0 && At(text, inBraces + 1) == '}')
        {
            length = inBraces + 2;
            return Numbered(origin, text.Slice(1, inBraces));
        }

        var close = text.Length > 2 && text[1] == (byte)'{' ? text.IndexOf((byte)'}') : -1;
        if (close < 2)
        {
            return null;
        }

        var inside = text[2..close];
        length = close + 1;
        if (text[0] == (byte)'+')
        {
            return IsVariableName(inside)
                ? VariableReference.Named(origin, inside)
                : null;
        }

        var colon = inside.IndexOf((byte)':');
        return text[0] == (byte)':' && colon > 0 && IsEntryName(inside[..colon]) && IsVariableName(inside[(colon + 1)..])
            ? VariableReference.Cached(origin, inside[..colon], inside[(colon + 1)..])
            : null;
    }

    /// <summary>Null when a match variable's value would become part of an action list variable's name.</summary>
    private static List<TemplatePiece>? ActionRound(List<TemplatePiece> matched, ActionVariables variables)
    {
        var pieces = new List<TemplatePiece>();
        var joined = CompactList(matched);
        for (var index = 0; index < joined.Count; index++)
        {
            if (joined[index].Kind != TemplatePieceKind.Literal)
            {
                pieces.Add(joined[index]);
                continue;
            }

            if (!ActionRound(joined[index].Literal.Span, index + 1 < joined.Count, variables, pieces))
            {
                return null;
            }
        }

        return pieces;
    }

    private static bool ActionRound(ReadOnlySpan<byte> text, bool valueFollows, ActionVariables variables, List<TemplatePiece> pieces)
    {
        var start = 0;
        for (var at = text.IndexOf((byte)'%'); at >= 0; at = Next(text, at))
        {
            var rest = text[(at + 1)..];
            if (rest.Length > 0 && rest[0] == (byte)'%')
            {
                pieces.Add(Literal(text[start..(at + 1)]));
                start = at + 2;
                at = start - 1;
                continue;
            }

            var braced = rest.Length > 0 && rest[0] == (byte)'{';
            var name = NameLength(braced ? rest[1..] : rest);
            var end = at + 1 + (braced ? 1 : 0) + name;
            if (valueFollows && end == text.Length)
            {
                return false;
            }

            if (name == 0 || text[end - 1] == (byte)'.' || (braced && At(text, end) != '}'))
            {
                continue;
            }

            pieces.Add(Literal(text[start..at]));
            pieces.Add(variables.PieceFor(text.Slice(end - name, name)));
            start = end + (braced ? 1 : 0);
            at = start - 1;
        }

        pieces.Add(Literal(text[start..]));
        return true;
    }

    private static int Next(ReadOnlySpan<byte> text, int at)
    {
        var next = text[(at + 1)..].IndexOf((byte)'%');
        return next < 0 ? -1 : at + 1 + next;
    }

    /// <summary>Length of <c>name</c> or <c>.name</c> at the start of the text; a lone dot counts when nothing follows it.</summary>
    private static int NameLength(ReadOnlySpan<byte> text)
    {
        var dot = text.Length > 0 && text[0] == (byte)'.' ? 1 : 0;
        if (dot == text.Length)
        {
            return dot;
        }

        if (!char.IsAsciiLetter((char)text[dot]))
        {
            return 0;
        }

        var length = dot + 1;
        while (length < text.Length && IsWordByte(text[length]))
        {
            length++;
        }

        return length;
    }

    private static ImmutableArray<TemplatePiece> Compact(List<TemplatePiece> pieces) => [.. CompactList(pieces)];

    private static List<TemplatePiece> CompactList(List<TemplatePiece> pieces)
    {
        var result = new List<TemplatePiece>(pieces.Count);
        foreach (var piece in pieces)
        {
            if (piece.Kind != TemplatePieceKind.Literal)
            {
                result.Add(piece);
            }
            else if (piece.Literal.Length > 0)
            {
                if (result.Count > 0 && result[^1].Kind == TemplatePieceKind.Literal)
                {
                    byte[] joined = [.. result[^1].Literal.Span, .. piece.Literal.Span];
                    result[^1] = new TemplatePiece(TemplatePieceKind.Literal, new ByteString(joined));
                }
                else
                {
                    result.Add(piece);
                }
            }
        }

        return result;
    }

    private static TemplatePiece Literal(ReadOnlySpan<byte> text) => new(TemplatePieceKind.Literal, ByteString.Copy(text));

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>The variable with the given number; one with leading zeros is another, which no pattern sets.</summary>
    private static VariableReference Numbered(MatchOrigin origin, ReadOnlySpan<byte> digits) =>
        digits is [(byte)'0', _, ..] ? VariableReference.Named(origin, digits) : VariableReference.Numbered(origin, ToNumber(digits));

    private static int ToNumber(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static char At(ReadOnlySpan<byte> text, int index) => index < text.Length ? (char)text[index] : '\0';

    /// <summary>Whether a variable can have the name: a number, or a letter or underscore followed by letters, digits, _ and !.</summary>
    private static bool IsVariableName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || Digits(name) == name.Length)
        {
            return !name.IsEmpty;
        }

        if (name[0] != (byte)'_' && !char.IsAsciiLetter((char)name[0]))
        {
            return false;
        }

        foreach (var value in name)
        {
            if (!IsWordByte(value) && value != (byte)'!')
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private static bool IsEntryName(ReadOnlySpan<byte> name)
    {
        foreach (var value in name)
        {
            if (!IsWordByte(value))
            {
                return false;
            }
        }

        return char.IsAsciiLetter((char)name[0]);
    }

    private static bool IsWordByte(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == (byte)'_';
}
