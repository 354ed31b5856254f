using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Rules;

/// <summary>Which action list variables actions set.</summary>
internal static class ActionVariableUse
{
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
