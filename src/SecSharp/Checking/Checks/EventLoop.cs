using SecSharp.Actions;
using SecSharp.Checking.Regexes;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Checks;

/// <summary>
/// Rules whose synthetic event leads back to them, at once and without end. It is tried: a line that the rule matches is
/// followed through the rule base, and a loop is reported only when each step of it is certain.
/// </summary>
internal sealed class EventLoop() : Check("event-loop", "synthetic events that lead back to the rule they come from")
{
    /// <summary>Rounds of a rule through which its event has to come back, so that a text that grows or shrinks is seen through.</summary>
    private const int Rounds = 3;

    private const int LongestChain = 24;

    private const int MostSteps = 200;

    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        if (rules.HasFaultyRules)
        {
            return;
        }

        using var scratch = new RegexScratch();
        var search = new Search(rules, scratch);
        var reported = new HashSet<CheckedRule>();
        foreach (var rule in rules.Rules)
        {
            if (rule.Syntax is not SingleSyntax { Match.Context: null } || !Events(rule).Any()
                || SampleFor(rule, scratch) is not { } line || search.From(rule, line) is not { } loop || loop.Exists(reported.Contains))
            {
                continue;
            }

            reported.UnionWith(loop);
            var first = loop.MinBy(static member => (member.File.Index, member.Number))!;
            var others = loop.SkipWhile(member => member != first).Skip(1).Concat(loop.TakeWhile(member => member != first));
            findings.Add(
                Severity.Error, first, new Place(Events(first).First().Position, "action"),
                loop.Count == 1
                    ? "the event of this action is matched by the rule itself, which then makes the next one, without end"
                    : $"the event of this action comes back to this rule without end, by way of {string.Join(", ", others.Select(other => other.NameFor(first.File)))}",
                "anchor the pattern (^...$), or give the event another text");
        }
    }

    /// <summary>Events that are raised at once, whenever the rule matches.</summary>
    private static IEnumerable<ActionSyntax> Events(CheckedRule rule) => ((SingleSyntax)rule.Syntax).Action.Actions
        .TakeWhile(static action => action.Kind is not (ActionKind.Break or ActionKind.Continue or ActionKind.If or ActionKind.While or ActionKind.Rewrite))
        .Where(static action => (action.Kind == ActionKind.Event && (action.Arguments.Length < 2 || IsZero(action.Arguments[0])))
            || (action.Kind is ActionKind.TEvent or ActionKind.CEvent && IsZero(action.Arguments[^2])));

    private static bool IsZero(ByteString time) => time.Length > 0 && time.Span.IndexOfAnyExcept((byte)'0') < 0;

    private static byte[]? SampleFor(CheckedRule rule, RegexScratch scratch)
    {
        var match = rule.Matches[0];
        return match.Pattern is { Kind: PatternKind.SubStr, Negated: false, Lines: 1, Constant: { } text } ? text.Array
            : match.Pattern is { Negated: false, Lines: 1 } && match.Tree is { } tree ? SampleLine.Of(tree, scratch)
            : null;
    }

    /// <summary>Follows events from rule to rule.</summary>
    private sealed class Search(CheckedRuleBase rules, RegexScratch scratch)
    {
        private readonly RuleWalk _walk = new(rules, scratch);
        private int _steps;

        /// <summary>The rules of a loop into which the event of a rule leads, each once; null where it leads into none.</summary>
        public List<CheckedRule>? From(CheckedRule rule, byte[] line)
        {
            _steps = 0;
            return _walk.Matching(line).Contains(rule) ? Follow(rule, line, [rule]) : null;
        }

        private List<CheckedRule>? Follow(CheckedRule rule, byte[] line, List<CheckedRule> path)
        {
            if (path.Count > LongestChain || ++_steps > MostSteps)
            {
                return null;
            }

            foreach (var text in Events(rule).Select(action => Text(rule, action, line)).OfType<byte[]>())
            {
                foreach (var next in _walk.Matching(text).Where(static next => Events(next).Any()))
                {
                    if (path.Count(other => other == next) >= Rounds)
                    {
                        return [.. path.Skip(path.LastIndexOf(next)).Distinct()];
                    }

                    if (Follow(next, text, [.. path, next]) is { } found)
                    {
                        return found;
                    }
                }
            }

            return null;
        }

        /// <summary>The event's text; null where it depends on what is not known.</summary>
        private byte[]? Text(CheckedRule rule, ActionSyntax action, byte[] line)
        {
            var text = rule.Texts.Last(text => ReferenceEquals(text.Action, action));
            return Render(rule, text, line);
        }

        private byte[]? Render(CheckedRule rule, RuleText text, byte[] line)
        {
            var output = new ByteBuilder();
            var template = EventData.Parse(text, new ActionVariables());
            if (template.Reparse)
            {
                return null;
            }

            foreach (var piece in template.Pieces)
            {
                switch (piece.Kind)
                {
                    case TemplatePieceKind.Literal:
                        output.Append(piece.Literal.Span);
                        break;
                    case TemplatePieceKind.MatchVariable when Value(rule.Matches[0], piece.Variable!, line) is { } value:
                        output.Append(value);
                        break;
                    case TemplatePieceKind.BuiltinVariable when piece.Index == (int)BuiltinVariable.Description
                        && EventData.DescriptionOf(rule, text) is { } description && Render(rule, description, line) is { } described:
                        output.Append(described);
                        break;
                    case TemplatePieceKind.BuiltinVariable when piece.Index == (int)BuiltinVariable.Seconds:
                        output.Append("1700000000"u8);
                        break;
                    default:
                        return null;
                }
            }

            return output.ToArray();
        }

        private byte[]? Value(RuleMatch match, VariableReference variable, byte[] line)
        {
            if (variable.Entry is not null || match.Pattern is not { Regex: { } regex, Negated: false })
            {
                return null;
            }

            int[] numbers = variable.Number >= 0 ? [variable.Number]
                : match.Syntax.VariableMap.Variables.Any(mapping => mapping.Name == variable.Name)
                    ? [match.Syntax.VariableMap.Variables.Last(mapping => mapping.Name == variable.Name).Number]
                    : regex.GroupNames.FirstOrDefault(name => name.Name == variable.Name)?.Numbers ?? [];
            var offsets = new int[2 * (regex.GroupCount + 1)];
            if (!regex.Match(line, scratch, offsets))
            {
                return null;
            }

            if (numbers is [0])
            {
                return line;
            }

            var number = numbers.FirstOrDefault(number => number <= regex.GroupCount && offsets[2 * number] >= 0, -1);
            return number < 0 ? [] : line[offsets[2 * number]..offsets[(2 * number) + 1]];
        }
    }
}
