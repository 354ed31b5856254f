using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Sets of rule files that no Jump rule leads to.</summary>
internal sealed class UnusedSet() : Check("unused-cfset", "sets of rule files that no Jump rule leads to")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        var jumps = rules.Rules.Select(static rule => rule.Syntax).OfType<JumpSyntax>().ToList();
        if (jumps.Exists(static jump => !jump.ConstantSets && jump.Sets.Any(static name => name.ToString().Contains('$', StringComparison.Ordinal))))
        {
            return;
        }

        var named = jumps.SelectMany(static jump => jump.Sets).ToHashSet();
        foreach (var file in rules.Files)
        {
            if (file.Options.IsEmpty)
            {
                continue;
            }

            var isDead = !file.SeesAllInput && !file.JoinSets.Any(named.Contains);
            foreach (var name in file.JoinSets.Where(name => !named.Contains(name)))
            {
                findings.Add(
                    Severity.Warning, file, file.Options[^1].Block, file.Options[^1].Block.At("joincfset", name.ToString()),
                    isDead ? $"no Jump rule leads to the set '{name}', and no other line comes to this file: its rules are never tried" : $"no Jump rule leads to the set '{name}'",
                    isDead ? $"a Jump rule with cfset={name}, or procallin=yes" : $"a Jump rule with cfset={name}, or remove the name");
            }
        }
    }
}
