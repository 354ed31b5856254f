using SecSharp.Configuration.Outlining;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;

namespace SecSharp.LanguageServer.Features;

/// <summary>What is being typed in an action list.</summary>
/// <param name="Action">The action; null where its keyword is being typed.</param>
/// <param name="Role">The name of the parameter in the action's synopsis; empty where none is expected.</param>
/// <param name="Word">The word so far.</param>
internal readonly record struct CompletionContext(ActionShape? Action, string Role, FieldSlice Word)
{
    /// <summary>What is being typed at the end of a list.</summary>
    public static CompletionContext AtEndOf(FieldSlice text)
    {
        var list = ActionListOutline.Read(text);
        if (text.TrimEnd() is var typed && (typed.IsEmpty || typed[^1] == ';' || list.Actions.IsEmpty))
        {
            return new CompletionContext(null, "", text[text.Length..]);
        }

        var action = list.Actions[^1];
        var isBetweenWords = FieldSlice.IsWhiteSpace(text[^1]);
        if (action.Parts.LastOrDefault(static part => part.IsBlock) is { } block && Parentheses.Unbalanced(block.Text) is not null)
        {
            // The block goes on to the end, with the white space there.
            var open = block.Text.Start - text.Start + 1;
            return AtEndOf(text[open..]);
        }

        if (action.Keyword.Length == action.Text.Length && !isBetweenWords)
        {
            return new CompletionContext(null, "", action.Keyword);
        }

        if (action.Shape is not { } shape)
        {
            return new CompletionContext(null, "", text[text.Length..]);
        }

        var index = Math.Max(0, action.Parts.Length - (isBetweenWords ? 0 : 1));
        var role = index < shape.ParameterNames.Count ? shape.ParameterNames[index] : "";
        return new CompletionContext(shape, role, isBetweenWords || action.Parts.IsEmpty ? text[text.Length..] : LastWord(text));
    }

    /// <summary>The word at the end of a text.</summary>
    public static FieldSlice LastWord(FieldSlice text, string delimiters = " \t\n\r\f\v(")
    {
        var start = text.Span.LastIndexOfAny(delimiters) + 1;
        return text[start..];
    }
}
