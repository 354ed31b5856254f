using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Actions behind break or continue, which are never run.</summary>
internal sealed class ActionAfterBreak() : Check("action-after-break", "actions behind break or continue, which are never run")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var rule in rules.Rules)
        {
            foreach (var field in rule.ActionFields)
            {
                Look(rule, field.Field, field.List, findings);
            }
        }
    }

    private static void Look(CheckedRule rule, string field, ActionListSyntax list, Findings findings)
    {
        for (var index = 0; index + 1 < list.Actions.Length; index++)
        {
            if (Ends(list.Actions[index]) is { } last)
            {
                var keyword = Actions.ActionNames.Of(last);
                findings.Add(
                    Severity.Warning, rule, new Place(list.Actions[index + 1].Position, field), $"this action is never run: '{keyword}' before it leaves the action list",
                    $"put it before '{keyword}', or '{keyword}' into an if");
                break;
            }
        }

        foreach (var nested in list.Actions.SelectMany(static action => action.Lists()))
        {
            Look(rule, field, nested, findings);
        }
    }

    /// <summary>The action by which an action always leaves its list; null where it does not.</summary>
    private static ActionKind? Ends(ActionSyntax action) => action.Kind switch
    {
        ActionKind.Break or ActionKind.Continue => action.Kind,
        ActionKind.If when action is { Body: { } body, Else: { } otherwise } && Ends(body) is { } kind && Ends(otherwise) is not null => kind,
        _ => null,
    };

    private static ActionKind? Ends(ActionListSyntax list) => list.Actions.Select(Ends).FirstOrDefault(static kind => kind is not null);
}
