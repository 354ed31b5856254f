using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>while actions whose variable nothing in their list changes.</summary>
internal sealed class EndlessWhile() : Check("endless-while", "while actions that never end")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var rule in rules.Rules)
        {
            foreach (var field in rule.ActionFields)
            {
                foreach (var action in field.List.All().Where(static action => action.Kind == ActionKind.While && !CanEnd(action)))
                {
                    findings.Add(
                        Severity.Error, rule, new Place(action.Position, field.Field),
                        $"nothing in the action list sets %{action.Arguments[0]}, and there is no break: once begun, the loop never ends",
                        $"set %{action.Arguments[0]} in the loop, such as by getsize or lcall");
                }
            }
        }
    }

    private static bool CanEnd(ActionSyntax loop) =>
        loop.Body is not { } body || Breaks(body) || body.All().Any(action => Sets(action, loop.Arguments[0]));

    /// <summary>Whether a break in the list leaves the loop that the list belongs to.</summary>
    private static bool Breaks(ActionListSyntax list) => list.Actions.Any(static action =>
        action.Kind == ActionKind.Break || (action.Kind == ActionKind.If && action.Lists().Any(Breaks)));

    private static bool Sets(ActionSyntax action, ByteString variable)
    {
        var index = ActionVariableUse.TargetIndex(action.Kind);
        return index >= 0 && index < action.Arguments.Length && action.Arguments[index] == variable;
    }
}
