namespace SecSharp.Configuration.Syntax;

/// <summary>Names of rule types as rule files state them. sec(1), RULE TYPES.</summary>
internal static class RuleTypeName
{
    /// <summary>The value of the rule's type field; an EventGroup of one event is named without its number.</summary>
    public static string Of(RuleSyntax rule) => rule switch
    {
        SingleSyntax => "Single",
        SingleWithScriptSyntax => "SingleWithScript",
        SingleWithSuppressSyntax => "SingleWithSuppress",
        PairSyntax { WithWindow: true } => "PairWithWindow",
        PairSyntax => "Pair",
        SingleWithThresholdSyntax => "SingleWithThreshold",
        SingleWith2ThresholdsSyntax => "SingleWith2Thresholds",
        EventGroupSyntax { Events.Length: 1 } => "EventGroup",
        EventGroupSyntax group => $"EventGroup{group.Events.Length}",
        SuppressSyntax => "Suppress",
        CalendarSyntax => "Calendar",
        JumpSyntax => "Jump",
        OptionsSyntax => "Options",
        _ => throw new NotSupportedException($"Rule type {rule.GetType().Name}."),
    };
}
