using System.Collections.Immutable;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Rules;

/// <summary>An action list of a rule with the field it stands in.</summary>
internal sealed record RuleActions(string Field, ActionListSyntax List)
{
    /// <summary>All action lists of a rule.</summary>
    public static ImmutableArray<RuleActions> Of(RuleSyntax rule) => [.. All(rule)
        .Where(static field => field.List is not null)
        .Select(static field => new RuleActions(field.Field, field.List!))];

    private static IEnumerable<(string Field, ActionListSyntax? List)> All(RuleSyntax rule)
    {
        switch (rule)
        {
            case SingleSyntax single:
                return [("action", single.Action)];
            case SingleWithScriptSyntax script:
                return [("action", script.Action), ("action2", script.Action2)];
            case SingleWithSuppressSyntax suppress:
                return [("action", suppress.Action)];
            case PairSyntax pair:
                return [("action", pair.Action), ("action2", pair.Action2)];
            case SingleWithThresholdSyntax threshold:
                return [("action", threshold.Action), ("action2", threshold.Action2)];
            case SingleWith2ThresholdsSyntax thresholds:
                return [("action", thresholds.Action), ("action2", thresholds.Action2)];
            case CalendarSyntax calendar:
                return [("action", calendar.Action)];
            case EventGroupSyntax group:
                return [
                    ("action", group.Action), ("init", group.Init), ("end", group.End), ("slide", group.Slide),
                    .. group.Events.Select(static (item, index) => ("count" + RuleType.Suffix(index), item.Count))];
            default:
                return [];
        }
    }
}

/// <summary>Walks through action lists.</summary>
internal static class ActionWalk
{
    /// <summary>All actions of a list, each before those nested in it.</summary>
    public static IEnumerable<ActionSyntax> All(this ActionListSyntax list)
    {
        foreach (var action in list.Actions)
        {
            yield return action;
            foreach (var nested in action.Lists().SelectMany(All))
            {
                yield return nested;
            }
        }
    }

    /// <summary>The action lists inside of an action.</summary>
    public static IEnumerable<ActionListSyntax> Lists(this ActionSyntax action)
    {
        if (action.Body is not null)
        {
            yield return action.Body;
        }

        if (action.Else is not null)
        {
            yield return action.Else;
        }
    }

    /// <summary>Whether the action runs a program whose command line goes through the shell.</summary>
    public static bool RunsShell(this ActionSyntax action) => action.Kind is
        ActionKind.ShellCmd or ActionKind.Spawn or ActionKind.CSpawn or ActionKind.Pipe or ActionKind.Report;

    /// <summary>Index of the first parameter that belongs to a command line; -1 where the action has none.</summary>
    public static int CommandLineIndex(this ActionSyntax action) => action.Kind switch
    {
        ActionKind.ShellCmd or ActionKind.Spawn or ActionKind.CmdExec or ActionKind.SpawnExec => 0,
        ActionKind.CSpawn or ActionKind.CSpawnExec or ActionKind.Pipe or ActionKind.PipeExec
            or ActionKind.Report or ActionKind.ReportExec => 1,
        _ => -1,
    };
}
