using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Checks;

/// <summary>Contexts whose existence is asked for, but that nothing creates.</summary>
internal sealed class ContextNeverCreated() : Check("context-never-created", "contexts that are asked for, but that nothing creates")
{
    private const string FileEvent = "_FILE_EVENT_";

    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        // The rule that creates it may be one that does not load.
        if (rules.HasFaultyRules || ContextUse.IsHidden(rules))
        {
            return;
        }

        var uses = ContextUse.All(rules);
        var created = uses.Where(static use => use.Kind is ContextUseKind.Create or ContextUseKind.CreateWithAction).ToList();
        foreach (var use in uses.Where(static use => use.Kind == ContextUseKind.Read))
        {
            if (InternalFault(use, rules.Options) is { } fault)
            {
                findings.Add(Severity.Warning, use.Rule, use.Place, fault.Message, fault.Remedy);
            }
            else if (!IsInternal(use, rules.Options) && !created.Exists(creation => creation.Name.MayEqual(use.Name)))
            {
                var nearest = Suggestion.For(use.Text, created.Select(static creation => creation.Text));
                findings.Add(
                    Severity.Warning, use.Rule, use.Place, $"nothing creates a context '{use.Text}'",
                    nearest is not null ? $"did you mean '{nearest}'?" : $"create {use.Text} in a rule; for the context of an input tell the check of it: --input=PATTERN={use.Text}");
            }
        }
    }

    /// <summary>Whether the engine creates a context of this name.</summary>
    private static bool IsInternal(ContextUse use, CheckOptions options) =>
        use.Text is "_THIS" or "_INTERNAL_EVENT" or "SEC_INTERNAL_EVENT"
        || use.Text.StartsWith(FileEvent, StringComparison.Ordinal)
        || options.InputContexts.Any(name => NamePattern.OfConstant(name.Span).MayEqual(use.Name))
        || (options.InputContexts.Count == 0 && IsBeforePattern(use));

    /// <summary>Whether it is asked for in [ ], as people ask for contexts of inputs, of which nothing is known here.</summary>
    private static bool IsBeforePattern(ContextUse use) =>
        use.Rule.Matches.Any(match => match.ContextField == use.Place.Field && match.Syntax.Context is { BeforePattern: true });

    private static (string Message, string Remedy)? InternalFault(ContextUse use, CheckOptions options) => use.Text switch
    {
        "SEC_INTERNAL_EVENT" when options.InternalEvents == false => ("context SEC_INTERNAL_EVENT is there with --intevents only", "--intevents"),
        "_INTERNAL_EVENT" when options.InternalContexts == false => ("context _INTERNAL_EVENT is there with --intcontexts only", "--intcontexts"),
        var name when name.StartsWith(FileEvent, StringComparison.Ordinal) && options.InternalContexts == false =>
            ($"context {name} is there with --intcontexts only", "--intcontexts"),
        _ => null,
    };
}
