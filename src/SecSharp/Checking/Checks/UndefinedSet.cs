using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Jump rules to sets of rule files that no file has joined.</summary>
internal sealed class UndefinedSet() : Check("undefined-cfset", "Jump rules to sets that no rule file has joined")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        var joined = rules.Files.SelectMany(static file => file.JoinSets).Select(static name => name.ToString()).ToHashSet();
        foreach (var rule in rules.Rules)
        {
            if (rule.Syntax is not JumpSyntax jump)
            {
                continue;
            }

            foreach (var name in jump.Sets.Select(static name => name.ToString()))
            {
                if ((jump.ConstantSets || !name.Contains('$', StringComparison.Ordinal)) && !joined.Contains(name))
                {
                    var nearest = Suggestion.For(name, joined);
                    findings.Add(
                        Severity.Warning, rule, rule.At("cfset", name), $"no rule file has joined the set '{name}': the rule leads nowhere",
                        nearest is not null ? $"did you mean '{nearest}'?" : $"joincfset={name} in the Options rule of a file");
                }
            }
        }
    }
}
