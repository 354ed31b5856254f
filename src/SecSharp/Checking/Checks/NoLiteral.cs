using SecSharp.Checking.Regexes;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Checking.Checks;

/// <summary>Patterns without a text that each match holds, which have to be tried on every line.</summary>
internal sealed class NoLiteral() : Check("no-literal", "regular expressions that hold no constant text and so are tried on every line")
{
    /// <summary>Least weight of a text that tells lines apart: two letters, see <see cref="LiteralWeight"/>.</summary>
    private const int LeastWeight = 8;

    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var match in rules.Matches)
        {
            if (match.Pattern is { Kind: PatternKind.RegExp, Negated: false, Regex: { } regex }
                && match.Rule.File.SeesAllInput
                && match.Syntax.Context is not { BeforePattern: true }
                && !(RequiredLiterals.OfRegExp(regex.Translation.Span) is { IsEmpty: false } literals && LiteralWeight.Of(literals) >= LeastWeight))
            {
                var isCatchAll = regex.GroupCount == 0 && match.Tree is { Root: SetNode { Set.Count: >= 255 } or RepeatNode { Item: SetNode { Set.Count: >= 255 } } };
                findings.Add(
                    Severity.Hint, match.Rule, match.Rule.At(match.PatternField),
                    "there is no text worth looking for that all matching lines hold: the pattern is tried on every line",
                    isCatchAll ? "ptype=TValue with pattern=TRUE where any line is meant"
                        : "put a word of the messages that are meant into the pattern, or the rule into a file that a Jump rule leads to");
            }
        }
    }
}
