using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Substrings that are written like regular expressions, whose special characters stand for themselves.</summary>
internal sealed class SubStrAsRegExp() : Check("substr-as-regexp", "SubStr patterns that are written like regular expressions")
{
    /// <summary>What hardly stands in a log line as it is. (A backslash and s are a blank in substrings too.)</summary>
    private static readonly string[] Signs = [".*", ".+", @"\d", @"\w", @"\S", @"\[", @"\]", @"\(", @"\)", @"\.", @"\/"];

    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var match in rules.Matches.Where(static match => match.Pattern.Kind == PatternKind.SubStr))
        {
            // A pair of backslashes stands for one.
            var text = match.Pattern.Text.ToString().Replace(@"\\", "", StringComparison.Ordinal);
            if (Signs.FirstOrDefault(sign => text.Contains(sign, StringComparison.Ordinal)) is { } found)
            {
                findings.Add(
                    Severity.Warning, match.Rule, match.Rule.At(match.PatternField, found), $"a substring is looked for as it is: '{found}' stands for itself",
                    $"ptype{match.Suffix}={(match.Pattern.Negated ? "NRegExp" : "RegExp")}");
            }
        }
    }
}
