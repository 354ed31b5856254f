using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Rules;

/// <summary>Which bytes of events get into variables: whoever writes log lines decides them.</summary>
internal sealed class EventData
{
    private readonly Dictionary<ByteString, ByteSet> _assigned = [];
    private readonly PatternVariables _variables;

    public EventData(CheckedRuleBase rules)
    {
        _variables = rules.Variables;
        for (var before = -1; before != _assigned.Values.Sum(static set => set.Count);)
        {
            before = _assigned.Values.Sum(static set => set.Count);
            foreach (var rule in rules.Rules)
            {
                foreach (var text in rule.Texts.Where(static text => text.Action is not null))
                {
                    Note(rule, text, text.Action!);
                }
            }
        }
    }

    /// <summary>The bytes of events that the value of a match variable may hold.</summary>
    public ByteSet Of(VariableReference variable, RuleText text)
    {
        IEnumerable<RuleMatch> sources = variable.Entry is { } entry ? _variables.Cached.GetValueOrDefault(entry) ?? []
            : variable.Origin == MatchOrigin.First ? text.Percent : text.Dollar;
        return sources.Aggregate(default(ByteSet), (set, source) => set | Of(variable, source)) & ~default(ByteSet).With('\n');
    }

    /// <summary>The bytes of events that a piece of a text may hold.</summary>
    public ByteSet Of(TemplatePiece piece, CheckedRule rule, RuleText text, ActionVariables names)
    {
        switch (piece.Kind)
        {
            case TemplatePieceKind.MatchVariable:
                return Of(piece.Variable!, text);
            case TemplatePieceKind.ActionVariable:
                return _assigned.GetValueOrDefault(names.NameOf(piece.Index));
            case TemplatePieceKind.BuiltinVariable when piece.Index == (int)BuiltinVariable.Description:
                return DescriptionOf(rule, text) is { } description
                    ? description.Variables.Aggregate(default(ByteSet), (set, variable) => set | Of(variable, description))
                    : default;
            default:
                return default;
        }
    }

    /// <summary>The description that %s stands for in a text.</summary>
    public static RuleText? DescriptionOf(CheckedRule rule, RuleText text)
    {
        var field = text.Field == "action2" && rule.Syntax is PairSyntax or SingleWith2ThresholdsSyntax && text.Field == "action2" ? "desc2" : "desc";
        return rule.Texts.FirstOrDefault(other => other.Role == TextRole.Description && other.Field == field);
    }

    /// <summary>A text taken apart.</summary>
    public static Template Parse(RuleText text, ActionVariables names)
    {
        var scope = new VariableScope(text.Dollar.IsEmpty ? null : MatchOrigin.Current, text.Percent.IsEmpty ? null : MatchOrigin.First);
        return text.Action is null ? TemplateParser.Parse(text.Text.Span, scope) : TemplateParser.Parse(text.Text.Span, scope, names);
    }

    private ByteSet Of(VariableReference variable, RuleMatch source)
    {
        if (source.Pattern.Kind == PatternKind.Cached)
        {
            return (_variables.Cached.GetValueOrDefault(source.Pattern.Text) ?? [])
                .Where(static setter => setter.Pattern.Kind != PatternKind.Cached)
                .Aggregate(default(ByteSet), (set, setter) => set | Of(variable, setter));
        }

        if (source.Tree is not { } tree || variable.Number == 0 || source.Pattern.Negated)
        {
            return variable.Name.ToString() is "_inputsrc" or "_intcontext" ? default : ByteSet.All;
        }

        int[] numbers = variable.Number > 0 ? [variable.Number]
            : [.. source.Syntax.VariableMap.Variables.Where(mapping => mapping.Name == variable.Name).Select(static mapping => mapping.Number),
               .. tree.Regex.GroupNames.Where(name => name.Name == variable.Name).SelectMany(static name => name.Numbers)];
        return numbers.Aggregate(default(ByteSet), (set, number) =>
            set | (number == 0 ? ByteSet.All : number > tree.Regex.GroupCount ? default : tree.Group(number)?.Bytes ?? ByteSet.All));
    }

    private void Note(CheckedRule rule, RuleText text, ActionSyntax action)
    {
        switch (action.Kind)
        {
            case ActionKind.Assign when action.Arguments.Length > 1 && text.Text == action.Arguments[1]:
                var names = new ActionVariables();
                var template = Parse(text, names);
                var data = template.Reparse ? ByteSet.All
                    : template.Pieces.Aggregate(default(ByteSet), (set, piece) => set | Of(piece, rule, text, names));
                _assigned[action.Arguments[0]] = _assigned.GetValueOrDefault(action.Arguments[0]) | data;
                break;
            case ActionKind.Copy or ActionKind.Empty or ActionKind.Pop or ActionKind.Shift when action.Arguments.Length > 1:
                _assigned[action.Arguments[1]] = ByteSet.All;
                break;
        }
    }
}
