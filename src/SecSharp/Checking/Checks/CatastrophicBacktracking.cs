using System.Text;
using SecSharp.Checking.Regexes;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Regular expressions for which there are lines of ordinary length that take them more steps than the engine allows.</summary>
internal sealed class CatastrophicBacktracking() : Check("catastrophic-backtracking", "regular expressions that some lines hold up without measure")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        var known = new Dictionary<ByteString, RunawayLine?>();
        foreach (var match in rules.Matches)
        {
            if (match.Tree is null && match.Pattern is not { Kind: PatternKind.RegExp, Constant: null })
            {
                continue;
            }

            if (!known.TryGetValue(match.Pattern.Text, out var line))
            {
                var tree = match.Tree ?? (RegexTree.WithPlaceholders(match.Pattern) is { } regex ? RegexTree.Of(regex) : null);
                known[match.Pattern.Text] = line = tree is null ? null : new Backtracking(tree).Find();
            }

            if (line is not null)
            {
                findings.Add(
                    Severity.Warning, match.Rule, match.Rule.At(match.PatternField),
                    $"a line of {line.Length} bytes can take more steps than a match may: {Text(line.Prefix)} followed by {Text(line.Pump)} again and again; it then counts as no match",
                    "let no two repetitions that follow each other, or stand in each other, take the same text; or keep what is taken: (?>...), *+, ++");
            }
        }
    }

    private static string Text(byte[] bytes) => $"'{string.Concat(Encoding.Latin1.GetString(bytes).Select(static letter => letter is < ' ' or > '~' ? '?' : letter))}'";
}
