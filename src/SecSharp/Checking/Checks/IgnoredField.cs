using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Fields that their rule can have but that do nothing in it.</summary>
internal sealed class IgnoredField() : Check("ignored-field", "fields that do nothing in their rule")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var rule in rules.Rules)
        {
            switch (rule.Syntax)
            {
                case JumpSyntax jump when rule.Block.Find("constset") is not null:
                    CheckConstantSets(rule, jump, findings);
                    break;
                case SuppressSyntax:
                    CheckVariableMap(rule, findings);
                    break;
            }
        }
    }

    private static void CheckConstantSets(CheckedRule rule, JumpSyntax jump, Findings findings)
    {
        if (jump.Sets.IsEmpty)
        {
            findings.Add(Severity.Warning, rule, rule.At("constset"), "the rule has no cfset field for which this could matter", "remove the field");
        }
        else if (!jump.ConstantSets && !rule.Texts.Any(static text => text.Field == "cfset" && text.Variables.Any()))
        {
            findings.Add(Severity.Warning, rule, rule.At("constset"), "the names of sets have no match variables in them that could be substituted", "remove the field");
        }
    }

    /// <summary>Nothing of the rule itself can use the names, and no rule comes after it that could use the cache.</summary>
    private static void CheckVariableMap(CheckedRule rule, Findings findings)
    {
        if (rule.Block.Find("varmap") is not null && rule.Matches[0].Syntax.VariableMap is { CacheNames.IsEmpty: true, Variables.IsEmpty: false }
            && !rule.Texts.Any(static text => text.Variables.Any()))
        {
            findings.Add(Severity.Warning, rule, rule.At("varmap"), "no field of the rule uses the mapped variables, and nobody else can", "remove the field");
        }
    }
}
