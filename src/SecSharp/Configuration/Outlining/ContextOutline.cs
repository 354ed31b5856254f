using System.Collections.Immutable;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;

namespace SecSharp.Configuration.Outlining;

/// <summary>A part of a context expression as it stands in its file; one that is not valid has what can be recognised.</summary>
/// <param name="Text">Where it stands.</param>
/// <param name="IsValid">Whether it is valid. Perl code is not looked into.</param>
internal abstract record ContextOutline(FieldSlice Text, bool IsValid)
{
    /// <summary>Outlines the value of a context field.</summary>
    /// <param name="text">The value.</param>
    /// <param name="isBeforePattern">Whether it stands in brackets, which are not part of the outline.</param>
    public static ContextOutline Read(FieldSlice text, out bool isBeforePattern)
    {
        isBeforePattern = text.Length >= 2 && text[0] == '[' && text[^1] == ']';
        var expression = isBeforePattern ? text[1..^1] : text;
        if (Parentheses.TooDeep(expression) is not null)
        {
            return Nothing(text);
        }

        var outline = ReadExpression(expression);
        return Parentheses.Unbalanced(expression) is null ? outline : outline with { IsValid = false };
    }

    private static ContextNameOutline Nothing(FieldSlice text) => new(text, IsEntry: false, text[..0], IsValid: false);

    private static ContextListOutline ReadExpression(FieldSlice text)
    {
        var (operands, isAnd) = ContextExpressionParser.Split(text);
        ImmutableArray<ContextOutline> items = [.. operands.Select(ReadOperand)];
        return new ContextListOutline(text, items, [.. isAnd], items.All(static item => item.IsValid));
    }

    private static ContextOutline ReadOperand(FieldSlice text)
    {
        if (text.IsEmpty)
        {
            return Nothing(text);
        }

        if (text[0] == '!')
        {
            if (ContextExpressionParser.Negations(text) > Parentheses.MostLevels)
            {
                return Nothing(text);
            }

            var operand = ReadOperand(text[1..].Trim());
            return new ContextNotOutline(text, operand, operand.IsValid);
        }

        if (text[0] == '=')
        {
            return new ContextPerlOutline(text, default, default, text, IsValid: true);
        }

        if (ContextExpressionParser.FindArrow(text) is { } arrow)
        {
            return new ContextPerlOutline(text, text[..arrow].Trim(), text[arrow..(arrow + 2)], text[(arrow + 2)..].Trim(), IsValid: true);
        }

        if (text[0] == '(')
        {
            var close = Parentheses.Close(text, 0);
            var content = ReadExpression(close < 0 ? text[1..] : text[1..close]);
            return new ContextGroupOutline(text, content, close == text.Length - 1 && content.IsValid);
        }

        var rest = text;
        if (FieldSlice.TakeWord(ref rest).Span.SequenceEqual("varset") && !rest.IsEmpty)
        {
            var entry = Parentheses.StripOuter(rest);
            return new ContextNameOutline(text, IsEntry: true, entry, IsValid: !entry.IsEmpty && entry.WordLength() == entry.Length);
        }

        return new ContextNameOutline(text, IsEntry: false, text[..text.WordLength()], text.WordLength() == text.Length && !Parentheses.Any(text));
    }
}

/// <summary>Operands joined by &amp;&amp; and ||.</summary>
/// <param name="Text">Where it stands.</param>
/// <param name="Operands">The operands, at least one.</param>
/// <param name="IsAnd">For each operand but the last, whether it is followed by &amp;&amp; (otherwise ||).</param>
/// <param name="IsValid">Whether it is valid.</param>
internal sealed record ContextListOutline(FieldSlice Text, ImmutableArray<ContextOutline> Operands, ImmutableArray<bool> IsAnd, bool IsValid)
    : ContextOutline(Text, IsValid);

/// <summary>A negated operand.</summary>
internal sealed record ContextNotOutline(FieldSlice Text, ContextOutline Operand, bool IsValid) : ContextOutline(Text, IsValid);

/// <summary>An expression in parentheses.</summary>
internal sealed record ContextGroupOutline(FieldSlice Text, ContextListOutline Content, bool IsValid) : ContextOutline(Text, IsValid);

/// <summary>The name of a context, or with <paramref name="IsEntry"/> that of a match cache entry behind <c>varset</c>.</summary>
internal sealed record ContextNameOutline(FieldSlice Text, bool IsEntry, FieldSlice Name, bool IsValid) : ContextOutline(Text, IsValid);

/// <summary>Perl code: <c>= CODE</c>, with neither parameters nor arrow, or a function with its parameters.</summary>
internal sealed record ContextPerlOutline(FieldSlice Text, FieldSlice Parameters, FieldSlice Arrow, FieldSlice Code, bool IsValid) : ContextOutline(Text, IsValid);
