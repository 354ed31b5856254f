using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Checks;

/// <summary>Brackets that are meant as such and are a character class: <c>sshd[\d+]:</c> for <c>sshd\[\d+\]:</c>.</summary>
internal sealed class BracketsAsClass() : Check("brackets-as-class", "brackets around a process id that are a character class")
{
    /// <summary>A class with a quantifier in it, which is a member there.</summary>
    private static readonly string[] Classes = [@"[\d+]", @"[\d*]", @"[\w+]", @"[\S+]", "[.*]", "[.+]", "[0-9+]", "[0-9]+]"];

    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var match in rules.Matches.Where(static match => match.Pattern.Kind == PatternKind.RegExp))
        {
            var value = match.Rule.Block.Find(match.PatternField)!.Value;
            foreach (var text in Classes)
            {
                if (Place(value, text) is { } at)
                {
                    findings.Add(
                        Severity.Warning, match.Rule, new Place(value.PositionAt(at), match.PatternField),
                        $"'{text}' is a class that stands for one character, not a text in brackets", $@"\[{text[1..^1]}\] for brackets in the line");
                    break;
                }
            }
        }
    }

    /// <summary>Where a class stands behind a letter, as behind a program's name, and is not repeated; null where it does not.</summary>
    private static int? Place(FieldValue value, string text)
    {
        var pattern = value.Text;
        for (var at = pattern.IndexOf(text, StringComparison.Ordinal); at >= 0; at = pattern.IndexOf(text, at + 1, StringComparison.Ordinal))
        {
            var end = at + text.Length;
            var isRepeated = end < pattern.Length && pattern[end] is '*' or '+' or '?' or '{';
            var isBehindName = at > 0 && char.IsAsciiLetter(pattern[at - 1]) && (at == 1 || pattern[at - 2] != '\\');
            if (isBehindName && !isRepeated)
            {
                return at;
            }
        }

        return null;
    }
}
