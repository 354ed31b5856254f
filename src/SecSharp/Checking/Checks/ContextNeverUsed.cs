using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Checks;

/// <summary>Contexts that are created, but whose existence or event store nothing ever asks for.</summary>
internal sealed class ContextNeverUsed() : Check("context-never-used", "contexts that are created, but that nothing asks for")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        if (rules.HasFaultyRules || ContextUse.IsHidden(rules))
        {
            return;
        }

        var uses = ContextUse.All(rules);
        var used = uses.Where(static use => use.Kind is ContextUseKind.Read or ContextUseKind.CreateWithAction).ToList();
        foreach (var use in uses.Where(static use => use.Kind == ContextUseKind.Create))
        {
            if (use.Text != "_THIS" && !used.Exists(reading => reading.Name.MayEqual(use.Name)))
            {
                var nearest = Suggestion.For(use.Text, used.Select(static reading => reading.Text));
                findings.Add(
                    Severity.Warning, use.Rule, use.Place, $"nothing asks whether context '{use.Text}' exists, or for what it holds",
                    nearest is not null ? $"did you mean '{nearest}'?" : $"ask for it (context={use.Text}, report, exists), or remove the action");
            }
        }
    }
}
