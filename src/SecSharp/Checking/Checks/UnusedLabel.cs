using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Checks;

/// <summary>Labels that no <c>continue=GoTo</c> leads to.</summary>
internal sealed class UnusedLabel() : Check("unused-label", "labels that no continue=GoTo leads to")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var file in rules.Files)
        {
            var targets = file.Blocks
                .SelectMany(static block => block.Fields)
                .Where(static field => field.Name.StartsWith("continue", StringComparison.Ordinal) && field.Value.All.Words() is [var word, _, ..] && word.Is("GoTo"))
                .Select(static field => string.Join(' ', field.Value.All.Words().Skip(1).Select(static word => word.ToString())))
                .ToHashSet();
            for (var index = 0; index < file.Labels.Count; index++)
            {
                var label = file.Labels[index];
                var block = file.Blocks.ElementAtOrDefault(label.Block);
                var place = new Place(label.Position, "label");
                if (!targets.Contains(label.Name))
                {
                    findings.Add(Severity.Warning, file, block, place, $"no rule goes to label '{label.Name}'", $"remove it, or continue=GoTo {label.Name} in a rule before it");
                }
                else if (file.Labels.Skip(index + 1).FirstOrDefault(later => later.Name == label.Name) is { } later)
                {
                    findings.Add(
                        Severity.Warning, file, block, place, $"label '{label.Name}' is given again at line {later.Position.Line}, which is where rules go to",
                        "give one of them another name");
                }
            }
        }
    }
}
