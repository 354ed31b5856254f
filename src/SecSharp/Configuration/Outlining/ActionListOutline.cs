using System.Collections.Immutable;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;

namespace SecSharp.Configuration.Outlining;

/// <summary>
/// An action list as it stands in its file: where its actions and their parameters are. One that is not valid, or not yet
/// because somebody is typing it, has what can be recognised.
/// </summary>
/// <param name="Text">The list, without the parentheses around it.</param>
/// <param name="Actions">Its actions; empty ones at the end are left out.</param>
/// <param name="IsValid">Whether all parentheses have counterparts and all actions their parameters. Perl code is not looked into.</param>
internal sealed record ActionListOutline(FieldSlice Text, ImmutableArray<ActionOutline> Actions, bool IsValid)
{
    /// <summary>Outlines a list.</summary>
    public static ActionListOutline Read(FieldSlice text)
    {
        if (Parentheses.TooDeep(text) is not null)
        {
            return new ActionListOutline(text, [], IsValid: false);
        }

        ImmutableArray<ActionOutline> actions = [.. ActionListParser.Split(text).Select(ActionOutliner.Read)];
        return new ActionListOutline(text, actions, Parentheses.Unbalanced(text) is null && actions.All(static action => action.IsValid));
    }
}

/// <summary>An action as it stands in its file.</summary>
/// <param name="Text">The action, without the white space around it.</param>
/// <param name="Keyword">Its first word.</param>
/// <param name="Shape">What the keyword stands for; null for an unknown one.</param>
/// <param name="Parts">What follows the keyword, as far as it fits.</param>
/// <param name="IsValid">Whether all of it fits.</param>
internal sealed record ActionOutline(FieldSlice Text, FieldSlice Keyword, ActionShape? Shape, ImmutableArray<ActionPart> Parts, bool IsValid);

/// <summary>A part of an action.</summary>
/// <param name="Role">Its name in the action's synopsis, as NAME or %VAR; <c>else</c>; the arrow of lcall.</param>
/// <param name="IsText">Whether it is free text, in which white space matters.</param>
/// <param name="Text">Where it stands.</param>
internal sealed record ActionPart(string Role, bool IsText, FieldSlice Text)
{
    /// <summary>The list that it holds in parentheses, or without them; otherwise null.</summary>
    public ActionListOutline? List { get; init; }

    /// <summary>Whether the list is in parentheses.</summary>
    public bool IsBlock { get; init; }
}
