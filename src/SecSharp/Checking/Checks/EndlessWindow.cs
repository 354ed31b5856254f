using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Pair rules without end whose operations can pile up.</summary>
internal sealed class EndlessWindow() : Check("endless-window", "Pair rules with window=0, whose operations never end by themselves")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var rule in rules.Rules)
        {
            if (rule.Syntax is PairSyntax { WithWindow: false, Window: 0 } && rule.Block.Find("window") is not null)
            {
                findings.Add(
                    Severity.Warning, rule, rule.At("window"),
                    "0 is a window without end: an operation whose second event never comes stays in memory, and its first event has no effect any more",
                    "the seconds after which the second event does not matter, or no window field where it always does");
            }
        }
    }
}
