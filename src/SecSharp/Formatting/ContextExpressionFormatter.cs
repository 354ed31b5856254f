using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;

namespace SecSharp.Formatting;

/// <summary>Lays out context expressions: one blank around operators, none inside of parentheses. Perl code is left as it is.</summary>
internal static class ContextExpressionFormatter
{
    /// <summary>Null for an expression that is not valid.</summary>
    public static Layout? Format(FieldSlice text)
    {
        var before = text.Length >= 2 && text[0] == '[' && text[^1] == ']';
        var expression = before ? text[1..^1] : text;
        if (Parentheses.Unbalanced(expression) is not null || Expression(expression) is not { } layout)
        {
            return null;
        }

        return before ? new RowLayout([new TextLayout("["), layout, new TextLayout("]")]) : layout;
    }

    private static ListLayout? Expression(FieldSlice text)
    {
        var (operands, isAnd) = ContextExpressionParser.Split(text);
        var items = new List<Layout>();
        var isBroken = false;
        for (var index = 0; index < operands.Count; index++)
        {
            if (Operand(operands[index]) is not { } item)
            {
                return null;
            }

            items.Add(item);
            isBroken |= index > 0 && operands[index - 1].LastLine != operands[index].FirstLine;
        }

        return new ListLayout(items, [.. isAnd.Select(static and => and ? " &&" : " ||")], isBroken);
    }

    private static Layout? Operand(FieldSlice text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        if (text[0] == '!')
        {
            return Operand(text[1..].Trim()) is { } operand ? new RowLayout([new TextLayout("!"), operand]) : null;
        }

        if (text[0] == '=')
        {
            return Text(text);
        }

        if (ContextExpressionParser.FindArrow(text) is { } arrow)
        {
            var parameters = text[..arrow].Trim();
            Layout function = new RowLayout([new TextLayout(text[arrow] == ':' ? ":> " : "-> "), Text(text[(arrow + 2)..].Trim())]);
            return parameters.IsEmpty ? function : new RowLayout([Text(parameters), new TextLayout(" "), function]);
        }

        if (text[0] == '(')
        {
            return Parentheses.Close(text, 0) == text.Length - 1 && Expression(text[1..^1]) is { } content ? new GroupLayout(content) : null;
        }

        var rest = text;
        if (FieldSlice.TakeWord(ref rest).Span.SequenceEqual("varset") && !rest.IsEmpty)
        {
            return new RowLayout([new TextLayout("varset "), Text(rest)]);
        }

        return text.WordLength() < text.Length || Parentheses.Any(text) ? null : new TextLayout(text.ToString());
    }

    private static TextLayout Text(FieldSlice text) => new([.. text.Source.LinesOf(text).Select(static line => line.ToString())]);
}
