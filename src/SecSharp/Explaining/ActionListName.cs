using System.Globalization;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Explaining;

/// <summary>The field of a rule that holds an action list.</summary>
internal static class ActionListName
{
    /// <summary>Its name; empty for the list of a context, an if or a while.</summary>
    public static string Of(ActionListSyntax? list, RuleSyntax? rule) =>
        list is null || rule is null ? "" : ListsOf(rule).FirstOrDefault(field => ReferenceEquals(field.List, list)).Name ?? "";

    private static IEnumerable<(string Name, ActionListSyntax? List)> ListsOf(RuleSyntax rule) => rule switch
    {
        SingleSyntax single => [("action", single.Action)],
        SingleWithScriptSyntax script => [("action", script.Action), ("action2", script.Action2)],
        SingleWithSuppressSyntax suppress => [("action", suppress.Action)],
        SingleWithThresholdSyntax threshold => [("action", threshold.Action), ("action2", threshold.Action2)],
        SingleWith2ThresholdsSyntax thresholds => [("action", thresholds.Action), ("action2", thresholds.Action2)],
        PairSyntax pair => [("action", pair.Action), ("action2", pair.Action2)],
        CalendarSyntax calendar => [("action", calendar.Action)],
        EventGroupSyntax group =>
        [
            ("action", group.Action), ("init", group.Init), ("slide", group.Slide), ("end", group.End),
            .. group.Events.Select(static (instance, index) =>
                (index == 0 ? "count" : string.Create(CultureInfo.InvariantCulture, $"count{index + 1}"), instance.Count)),
        ],
        _ => [],
    };
}
