using SecSharp.Configuration.Outlining;
using SecSharp.Configuration.Reading;

namespace SecSharp.Formatting;

/// <summary>Lays out context expressions: one blank around operators, none inside of parentheses. Perl code is left as it is.</summary>
internal static class ContextExpressionFormatter
{
    /// <summary>Null for an expression that is not valid.</summary>
    public static Layout? Format(FieldSlice text)
    {
        var outline = ContextOutline.Read(text, out var isBeforePattern);
        return !outline.IsValid ? null
            : isBeforePattern ? new RowLayout([new TextLayout("["), Layout(outline), new TextLayout("]")])
            : Layout(outline);
    }

    private static Layout Layout(ContextOutline outline) => outline switch
    {
        ContextListOutline list => Layout(list),
        ContextGroupOutline group => new GroupLayout(Layout(group.Content)),
        ContextNotOutline not => new RowLayout([new TextLayout("!"), Layout(not.Operand)]),
        ContextPerlOutline perl => Layout(perl),
        ContextNameOutline { IsEntry: true } entry => new RowLayout([new TextLayout("varset "), FieldFormatter.AsItIs(entry.Name)]),
        _ => new TextLayout(outline.Text.ToString()),
    };

    private static ListLayout Layout(ContextListOutline list)
    {
        var operands = list.Operands;
        var isBroken = Enumerable.Range(1, operands.Length - 1).Any(index => operands[index - 1].Text.LastLine != operands[index].Text.FirstLine);
        return new ListLayout([.. operands.Select(Layout)], [.. list.IsAnd.Select(static and => and ? " &&" : " ||")], isBroken);
    }

    private static Layout Layout(ContextPerlOutline perl)
    {
        var code = FieldFormatter.AsItIs(perl.Code);
        if (perl.Arrow.IsEmpty)
        {
            return code;
        }

        Layout[] function = [new TextLayout(perl.Arrow + " "), code];
        return new RowLayout(perl.Parameters.IsEmpty ? function : [FieldFormatter.AsItIs(perl.Parameters), new TextLayout(" "), .. function]);
    }
}
