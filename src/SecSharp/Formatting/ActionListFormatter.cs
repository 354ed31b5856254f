using SecSharp.Actions;
using SecSharp.Configuration.Outlining;
using SecSharp.Configuration.Reading;

namespace SecSharp.Formatting;

/// <summary>
/// Lays out action lists: one blank between words, one action a line where they don't go on one line or have lines of their
/// own in the file. Texts, command lines and Perl code are left as they are.
/// </summary>
internal static class ActionListFormatter
{
    /// <summary>Null for a list that is not valid.</summary>
    public static ListLayout? Format(FieldSlice text) => ActionListOutline.Read(text) is { IsValid: true } list ? Layout(list) : null;

    private static ListLayout Layout(ActionListOutline list)
    {
        var actions = list.Actions;
        var isBroken = Enumerable.Range(1, Math.Max(0, actions.Length - 1))
            .Any(index => actions[index - 1].Text.LastLine != actions[index].Text.FirstLine);
        return new ListLayout([.. actions.Select(Layout)], [.. actions.Skip(1).Select(static _ => ";")], isBroken);
    }

    private static RowLayout Layout(ActionOutline action)
    {
        var row = new List<Layout> { new TextLayout(ActionNames.Of(action.Shape!.Kind)) };
        foreach (var part in action.Parts)
        {
            row.Add(new TextLayout(" "));
            row.Add(Layout(part));
        }

        return new RowLayout(row);
    }

    private static Layout Layout(ActionPart part)
    {
        if (part.List is not { } list)
        {
            return part.Role == "else" ? new TextLayout("else")
                : part.IsText ? FieldFormatter.AsItIs(part.Text)
                : new TextLayout(part.Text.ToString());
        }

        return part.IsBlock
            ? new BlockLayout(Layout(list), list.Text.FirstLine != part.Text.FirstLine || list.Text.LastLine != part.Text.LastLine)
            : Layout(list);
    }
}
