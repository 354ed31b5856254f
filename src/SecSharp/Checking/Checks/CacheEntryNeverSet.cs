using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Match cache entries that are asked for but that no variable map before has set.</summary>
internal sealed class CacheEntryNeverSet() : Check("cache-entry-never-set", "match cache entries that no rule before has set")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        var hasJumps = rules.Rules.Any(static rule => rule.Syntax is JumpSyntax);
        foreach (var rule in rules.Rules)
        {
            foreach (var (name, place) in Uses(rule).DistinctBy(static use => use.Name))
            {
                if (!rules.Variables.Cached.TryGetValue(name, out var setters))
                {
                    // The varmap field that would set it may be in a rule that does not load.
                    if (!rules.HasFaultyRules)
                    {
                        var nearest = Suggestion.For(name.ToString(), rules.Variables.Cached.Keys.Select(static entry => entry.ToString()));
                        findings.Add(
                            Severity.Warning, rule, place, $"no rule caches a match as '{name}'",
                            nearest is not null ? $"did you mean '{nearest}'?" : $"varmap={name} in a rule before this one");
                    }
                }
                else if (!hasJumps && !setters.Exists(setter => IsBefore(setter, rule)))
                {
                    findings.Add(
                        Severity.Warning, rule, place, $"'{name}' is cached too late: {setters[0].Rule.NameFor(rule.File)} comes after this one, and each line begins with an empty cache",
                        "put this rule behind the one with the varmap field");
                }
            }
        }
    }

    private static bool IsBefore(RuleMatch setter, CheckedRule rule) =>
        (setter.Rule.File.Index, setter.Rule.Number).CompareTo((rule.File.Index, rule.Number)) <= 0;

    /// <summary>The entries that a rule asks for when it is tried or acts on a line.</summary>
    private static IEnumerable<(ByteString Name, Place Place)> Uses(CheckedRule rule)
    {
        foreach (var match in rule.Matches)
        {
            if (match.Pattern.Kind == PatternKind.Cached)
            {
                yield return (match.Pattern.Text, rule.At(match.PatternField));
            }

            foreach (var node in match.Syntax.Context?.Root.All() ?? [])
            {
                var names = node switch
                {
                    VarSetNode entry => [entry.Entry],
                    PerlFunctionNode { CacheReferences: true } function => function.Parameters.Where(static name => !name.Span.Contains((byte)'$')),
                    _ => Array.Empty<ByteString>(),
                };
                foreach (var name in names)
                {
                    yield return (name, rule.At(match.ContextField, name.ToString()));
                }
            }
        }

        foreach (var text in rule.Texts.Where(static text => !text.Dollar.IsEmpty))
        {
            foreach (var variable in text.Variables.Where(static variable => variable.Entry is not null))
            {
                yield return (variable.Entry!.Value, rule.PlaceOf(text, variable));
            }
        }

        foreach (var field in rule.ActionFields)
        {
            foreach (var action in field.List.All().Where(static action => action.Kind == ActionKind.VarSet && action.Arguments[1].Span.IndexOfAny("$%"u8) < 0))
            {
                yield return (action.Arguments[1], new Place(action.Position, field.Field));
            }
        }
    }
}
