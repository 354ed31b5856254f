using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;

namespace SecSharp.Checking.Checks;

/// <summary>
/// Patterns under (?x) whose comment takes the rest of the pattern with it, because continued lines are joined without a
/// newline. sec(1), CONFIGURATION FILES.
/// </summary>
internal sealed class SwallowedPattern() : Check("swallowed-pattern", "(?x) patterns whose comment swallows the lines that follow")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        foreach (var file in rules.Files)
        {
            foreach (var block in file.Blocks)
            {
                foreach (var field in block.Fields.Where(static field => field.Name.StartsWith("pattern", StringComparison.Ordinal) || field.Name == "egpattern"))
                {
                    CheckField(file, block, field, findings);
                }
            }
        }
    }

    private static void CheckField(CheckedFile file, RuleBlock block, RuleField field, Findings findings)
    {
        var type = block.Find(field.Name.Replace("pattern", field.Name == "egpattern" ? "type" : "ptype", StringComparison.Ordinal));
        if (type is null || !(type.Value.Text.StartsWith("RegExp", StringComparison.OrdinalIgnoreCase) || type.Value.Text.StartsWith("NRegExp", StringComparison.OrdinalIgnoreCase))
            || CommentStart(field.Value.Text) is not { } comment
            || field.Value.LineStarts.FirstOrDefault(start => start > comment) is not (> 0 and var next) || field.Value.Text[next..].Trim().Length == 0)
        {
            return;
        }

        findings.Add(
            Severity.Warning, file, block, new Place(field.Value.PositionAt(comment), field.Name),
            $"the comment goes on to the end of the pattern, line {field.Value.PositionAt(next).Line} included: continued lines are joined without a newline",
            "write comments as (?#...), or \\# for the character itself");
    }

    /// <summary>Where a comment of /x begins; null where none does.</summary>
    private static int? CommentStart(string text)
    {
        var outside = new Stack<bool>();
        var extended = false;
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '[':
                    at = ClassEnd(text, at);
                    break;
                case '(' when string.CompareOrdinal(text, at, "(?#", 0, 3) == 0:
                    at = text.IndexOf(')', at) is >= 0 and var end ? end : text.Length;
                    break;
                case '(':
                    var flags = Flags(text, at, out var close);
                    if (flags is not null && text[close] == ')')
                    {
                        extended = Extended(flags, extended);
                        at = close;
                        break;
                    }

                    outside.Push(extended);
                    extended = flags is null ? extended : Extended(flags, extended);
                    at = flags is null ? at : close;
                    break;
                case ')':
                    extended = outside.TryPop(out var before) ? before : extended;
                    break;
                case '#' when extended:
                    return at;
            }
        }

        return null;
    }

    private static int ClassEnd(string text, int at)
    {
        at++;
        at += at < text.Length && text[at] == '^' ? 1 : 0;
        at += at < text.Length && text[at] == ']' ? 1 : 0;
        while (at < text.Length && text[at] != ']')
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return at;
    }

    /// <summary>The letters of (?FLAGS) or (?FLAGS:; null where the parenthesis begins something else.</summary>
    private static string? Flags(string text, int at, out int close)
    {
        close = at + 2;
        if (at + 1 >= text.Length || text[at + 1] != '?')
        {
            return null;
        }

        while (close < text.Length && (char.IsAsciiLetter(text[close]) || text[close] is '-' or '^'))
        {
            close++;
        }

        return close < text.Length && text[close] is ')' or ':' && close > at + 2 ? text[(at + 2)..close] : null;
    }

    private static bool Extended(string flags, bool before)
    {
        var minus = flags.IndexOf('-', StringComparison.Ordinal);
        var at = flags.IndexOf('x', StringComparison.Ordinal);
        return at < 0 ? before && flags[0] != '^' : minus < 0 || at < minus;
    }
}
