using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Checking.Checks;

/// <summary>Patterns without a text that each match holds, which have to be tried on every line.</summary>
internal sealed class NoLiteral() : Check("no-literal", "regular expressions that hold no constant text and so are tried on every line")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var match in rules.Matches)
        {
            if (match.Pattern is { Kind: PatternKind.RegExp, Negated: false, Regex: { } regex }
                && match.Rule.File.SeesAllInput
                && match.Syntax.Context is not { BeforePattern: true }
                && RequiredLiterals.OfRegExp(regex.Translation.Span).IsEmpty)
            {
                var isCatchAll = match.Tree is { } tree && !tree.Root.Parts.Any() && regex.GroupCount == 0;
                findings.Add(
                    Severity.Hint, match.Rule, match.Rule.At(match.PatternField),
                    "there is no text that all matching lines hold: the pattern is tried on every line, while patterns with such a text are not",
                    isCatchAll ? "ptype=TValue with pattern=TRUE where any line is meant"
                        : "put a word of the messages that are meant into the pattern, or the rule into a file that a Jump rule leads to");
            }
        }
    }
}
