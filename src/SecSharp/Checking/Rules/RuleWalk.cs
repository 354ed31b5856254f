using SecSharp.Configuration.Syntax;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Rules;

/// <summary>Follows a line through the rules, as far as it is certain what they do.</summary>
internal sealed class RuleWalk(CheckedRuleBase rules, RegexScratch scratch)
{
    /// <summary>
    /// The Single rules that certainly match a line and run their action list. A rule of which it is not certain whether it
    /// matches ends the walk in its file, as it may end the search.
    /// </summary>
    public IEnumerable<CheckedRule> Matching(byte[] line)
    {
        foreach (var file in rules.Files.Where(static file => file.SeesAllInput))
        {
            for (var number = 0; number < file.Rules.Length;)
            {
                var rule = file.Rules[number];
                switch (Matches(rule, line))
                {
                    case false:
                        number++;
                        continue;
                    case null:
                        number = file.Rules.Length;
                        if (rule.Matches.Any(static match => match.Syntax.Continue.Kind == ContinueKind.EndMatch))
                        {
                            yield break;
                        }

                        continue;
                }

                yield return rule;
                var point = rule.Matches[0].Syntax.Continue;
                switch (point.Kind)
                {
                    case ContinueKind.TakeNext:
                        number++;
                        break;
                    case ContinueKind.GoTo:
                        number = point.Target;
                        break;
                    case ContinueKind.EndMatch:
                        yield break;
                    default:
                        number = file.Rules.Length;
                        break;
                }
            }
        }
    }

    /// <summary>Whether a pattern matches a line; null where it is not certain.</summary>
    public bool? Matches(RuleMatch match, byte[] line)
    {
        var pattern = match.Pattern;
        if (pattern.Kind == PatternKind.TValue)
        {
            return pattern.Text.Span.SequenceEqual("TRUE"u8);
        }

        if (pattern.Lines > 1 || pattern.Kind is PatternKind.Cached or PatternKind.PerlFunc || pattern.Constant is not { } constant)
        {
            return null;
        }

        return pattern.Kind == PatternKind.SubStr ? line.AsSpan().IndexOf(constant.Span) >= 0 != pattern.Negated
            : pattern.Regex is { } regex ? regex.IsMatch(line, scratch) != pattern.Negated
            : null;
    }

    /// <summary>Whether a rule certainly runs its action list, or certainly does not match.</summary>
    private bool? Matches(CheckedRule rule, byte[] line)
    {
        var found = rule.Matches.Select(match => Matches(match, line)).ToList();
        if (found.TrueForAll(static result => result == false))
        {
            return false;
        }

        return rule.Syntax is SingleSyntax { Match.Context: null } && found[0] == true ? true : null;
    }
}
