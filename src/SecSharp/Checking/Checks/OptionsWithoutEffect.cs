using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Checks;

/// <summary>Options rules that change nothing, or take all input away from their file.</summary>
internal sealed class OptionsWithoutEffect() : Check("options-without-effect", "Options rules without effect, and files whose rules no line comes to")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var file in rules.Files)
        {
            for (var index = 0; index < file.Options.Length; index++)
            {
                var (block, options) = file.Options[index];
                if (index < file.Options.Length - 1)
                {
                    findings.Add(
                        Severity.Warning, file, block, new Place(block.Position, null),
                        $"the Options rule at line {file.Options[^1].Block.Position.Line} takes the place of this one", "have one Options rule a file, with all its fields");
                }
                else if (options.JoinSets.IsEmpty && options.ProcessAllInput)
                {
                    findings.Add(
                        Severity.Warning, file, block, new Place(block.Position, null), "the rule says what holds anyway: all input, and no set", "joincfset=NAME, procallin=no, or remove the rule");
                }
                else if (options.JoinSets.IsEmpty)
                {
                    findings.Add(
                        Severity.Warning, file, block, block.At("procallin"), "no line comes to the rules of this file: it has joined no set that a Jump rule could lead to",
                        "joincfset=NAME and a Jump rule with cfset=NAME, or procallin=yes");
                }
            }
        }
    }
}
