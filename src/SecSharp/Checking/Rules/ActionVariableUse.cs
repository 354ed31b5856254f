using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Rules;

/// <summary>Which action list variables actions set.</summary>
internal static class ActionVariableUse
{
    /// <summary>The variables that actions of a rule base set.</summary>
    public static HashSet<ByteString> SetIn(CheckedRuleBase rules) => rules.Rules.SelectMany(static rule => rule.Actions)
        .Where(static action => action.Kind != ActionKind.Free)
        .Select(static action => (Action: action, Index: TargetIndex(action.Kind)))
        .Where(static use => use.Index >= 0 && use.Index < use.Action.Arguments.Length)
        .Select(static use => use.Action.Arguments[use.Index])
        .ToHashSet();

    /// <summary>Index of the parameter that names the variable which an action sets; -1 where it sets none.</summary>
    public static int TargetIndex(ActionKind kind) => kind switch
    {
        ActionKind.Exists or ActionKind.GetSize or ActionKind.GetAliases or ActionKind.GetLTime or ActionKind.GetCTime
            or ActionKind.GetWPos or ActionKind.Assign or ActionKind.AssignSq or ActionKind.Free or ActionKind.Eval
            or ActionKind.Call or ActionKind.LCall or ActionKind.VarSet => 0,
        ActionKind.Copy or ActionKind.Empty or ActionKind.Pop or ActionKind.Shift => 1,
        ActionKind.Trim => 2,
        _ => -1,
    };
}
