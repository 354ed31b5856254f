using System.Collections.Immutable;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>
/// Parses action lists: actions separated by semicolons outside of parentheses. sec(1), ACTIONS, ACTION LISTS AND ACTION
/// LIST VARIABLES.
/// </summary>
internal sealed class ActionListParser(RuleReport report)
{
    /// <summary>Null, with reports of all its faults, for a list that is not valid.</summary>
    public ActionListSyntax? Parse(FieldSlice text)
    {
        if (Parentheses.Unbalanced(text) is { } place)
        {
            report.Error(place, "unbalanced parentheses", "a parenthesis without counterpart is written behind a backslash");
            return null;
        }

        if (Parentheses.TooDeep(text) is { } level)
        {
            report.Error(level, $"parentheses are nested more than {Parentheses.MostLevels} deep", "let events lead from one rule to another");
            return null;
        }

        var actions = Split(text).Select(ParseAction).ToArray();
        return actions.Contains(null) ? null : new ActionListSyntax([.. actions!]);
    }

    /// <summary>The actions as texts; empty ones at the end do not count.</summary>
    internal static List<FieldSlice> Split(FieldSlice text)
    {
        var parts = new List<FieldSlice>();
        var depth = 0;
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth += Parentheses.Step(text, at);
            if (depth == 0 && text[at] == ';')
            {
                parts.Add(text[start..at].Trim());
                start = at + 1;
            }
        }

        parts.Add(text[start..].Trim());
        while (parts.Count > 0 && parts[^1].IsEmpty)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return parts;
    }

    private ActionSyntax? ParseAction(FieldSlice text)
    {
        var rest = text;
        var keyword = FieldSlice.TakeWord(ref rest);
        if (keyword.IsEmpty)
        {
            report.Error(text, "an action is missing between semicolons", "remove a semicolon");
            return null;
        }

        if (ActionShape.Find(keyword.ToString()) is not { } shape)
        {
            var nearest = Suggestion.For(keyword.ToString(), ActionShape.Keywords);
            report.Error(
                text, $"'{keyword}' is no action",
                nearest is not null ? $"did you mean '{ActionShape.Find(nearest)!.Synopsis}'?" : "put a text with semicolons in it in parentheses");
            return null;
        }

        var parser = new ActionParser(report, this, shape);
        var action = shape.Kind switch
        {
            ActionKind.If or ActionKind.While => parser.ParseConditional(rest),
            ActionKind.LCall => parser.ParseLocalCall(rest),
            _ => parser.Parse(rest),
        };
        return action is null ? null : action with { Position = text.Position };
    }
}
