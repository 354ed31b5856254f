using System.Collections.Immutable;
using System.Globalization;
using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Correlation;
using SecSharp.Patterns;

namespace SecSharp.Configuration.Compilation;

/// <summary>Makes parsed rule files into rules that an engine can run.</summary>
internal sealed class RuleCompiler
{
    private readonly ActionVariables _variables;
    private readonly ActionCompiler _actions;
    private int _patternLines = 1;
    private int _number;

    private RuleCompiler(ActionVariables variables)
    {
        _variables = variables;
        _actions = new ActionCompiler(variables);
    }

    /// <summary>Compiles rule files in their order; action list variables are made known in <paramref name="variables"/>.</summary>
    public static RuleBase Compile(IReadOnlyList<RuleFileSyntax> files, ActionVariables variables) =>
        new([.. files.Select((file, index) => Compile(file, index, variables))]);

    /// <summary>Compiles one rule file.</summary>
    /// <param name="file">Its syntax.</param>
    /// <param name="id">Its number, see <see cref="RuleFile.Id"/>.</param>
    /// <param name="variables">Where action list variables are made known.</param>
    public static RuleFile Compile(RuleFileSyntax file, int id, ActionVariables variables)
    {
        var compiler = new RuleCompiler(variables);
        var rules = file.Rules.Select(rule => Name(compiler.Compile(rule, new RuleIdentity(id, rule.Number)), rule, file.Path)).ToImmutableArray();
        return new RuleFile(file.Path, rules, file.Options?.ProcessAllInput ?? true)
        {
            Id = id,
            JoinSets = file.Options?.JoinSets ?? [],
            PatternLines = compiler._patternLines,
        };
    }

    /// <summary>Gives operations of a rule file ids with another name of the file in them, before it has any.</summary>
    public static void NameOperations(RuleFile file, string name)
    {
        foreach (var rule in file.Rules)
        {
            NameOperations(rule, name);
        }
    }

    private static void NameOperations(Rule rule, string file)
    {
        if (rule is CorrelatingRule correlating)
        {
            correlating.OperationPrefix = ByteString.Utf8(string.Create(CultureInfo.InvariantCulture, $"{file} | {rule.Id.Number} | ")).Array;
        }
    }

    private static Rule Name(Rule rule, RuleSyntax syntax, string path)
    {
        NameOperations(rule, path);
        rule.Type = syntax.TypeName;
        rule.DescriptionText = syntax.Description;
        rule.Syntax = syntax;
        return rule;
    }

    private Rule Compile(RuleSyntax rule, RuleIdentity id)
    {
        var line = rule.Position.Line;
        _number = id.Number;
        switch (rule)
        {
            case SingleSyntax single:
                return new SingleRule(Match(single.Match), Action(single.Action, single, single.Match)) { Id = id, Line = line };
            case SingleWithScriptSyntax script:
                return Script(script, id);
            case SuppressSyntax suppress:
                return new SuppressRule(Match(suppress.Match)) { Id = id, Line = line };
            case JumpSyntax jump:
                var scope = jump.ConstantSets ? VariableScope.None : Live(jump.Match);
                var sets = jump.Sets.Select(set => TemplateParser.Parse(set.Span, scope)).ToImmutableArray();
                return new JumpRule(Match(jump.Match), sets) { Id = id, Line = line };
            case SingleWithSuppressSyntax suppress:
                var bound = Bound(suppress.Match);
                return new SingleWithSuppressRule(
                    Match(suppress.Match), Description(suppress, suppress.Match), _actions.Compile(suppress.Action, bound),
                    bound.Slots!, suppress.Window) { Id = id, Line = line };
            case SingleWithThresholdSyntax threshold:
                bound = Bound(threshold.Match);
                return new SingleWithThresholdRule(
                    Match(threshold.Match), Description(threshold, threshold.Match), _actions.Compile(threshold.Action, bound),
                    Optional(threshold.Action2, bound), bound.Slots!, threshold.Window, threshold.Threshold) { Id = id, Line = line };
            case SingleWith2ThresholdsSyntax thresholds:
                return TwoThresholds(thresholds, id);
            case PairSyntax pair:
                return Pair(pair, id);
            case EventGroupSyntax group:
                return EventGroup(group, id);
            case CalendarSyntax calendar:
                return new CalendarRule(
                    calendar.Time, ContextCompiler.Compile(calendar.Context, VariableScope.None), calendar.Description,
                    _actions.Compile(calendar.Action, VariableScope.None)) { Id = id, Line = line };
            default:
                throw new NotSupportedException($"Rule type {rule.GetType().Name}.");
        }
    }

    private SingleWithScriptRule Script(SingleWithScriptSyntax rule, RuleIdentity id)
    {
        var bound = Bound(rule.Match);
        var live = Live(rule.Match);
        var command = rule.Shell ? [rule.Script] : rule.Script.SplitAtWhiteSpace();
        return new SingleWithScriptRule
        {
            Id = id,
            Line = rule.Position.Line,
            Match = Match(rule.Match),
            Command = [.. command.Select(argument => TemplateParser.Parse(argument.Span, live))],
            Shell = rule.Shell,
            Description = Description(rule, rule.Match),
            Action = _actions.Compile(rule.Action, bound),
            Action2 = Optional(rule.Action2, bound),
            Variables = bound.Slots!,
        };
    }

    private SingleWith2ThresholdsRule TwoThresholds(SingleWith2ThresholdsSyntax rule, RuleIdentity id)
    {
        var bound = Bound(rule.Match);
        return new SingleWith2ThresholdsRule
        {
            Id = id,
            Line = rule.Position.Line,
            Match = Match(rule.Match),
            Description = Description(rule, rule.Match),
            Action = _actions.Compile(rule.Action, bound),
            Description2 = TemplateParser.Parse(rule.Description2.Span, bound),
            Action2 = _actions.Compile(rule.Action2, bound),
            Variables = bound.Slots!,
            Window = rule.Window,
            Threshold = rule.Threshold,
            Window2 = rule.Window2,
            Threshold2 = rule.Threshold2,
        };
    }

    private PairRule Pair(PairSyntax pair, RuleIdentity id)
    {
        var bound = Bound(pair.Match);
        var first = new VariableTable();
        var both = new VariableTable();
        var (dollar, percent) = SecondOrigins(pair.Match.Pattern, pair.Match2.Pattern);
        var second = new VariableScope(dollar, percent, FirstSlots: first);
        var secondPattern = pair.Match.Pattern.SetsVariables
            ? PatternCompiler.CompileSecond(pair.Match2.Pattern, pair.Match2.VariableMap, first)
            : null;
        return new PairRule
        {
            Id = id,
            Line = pair.Position.Line,
            Match = Match(pair.Match),
            Description = Description(pair, pair.Match),
            Action = _actions.Compile(pair.Action, bound),
            Variables = bound.Slots!,
            FirstVariables = first,
            Match2 = Match(pair.Match2, second, secondPattern is null ? null : new TValuePattern(false), 2),
            SecondPattern = secondPattern,
            Description2 = TemplateParser.Parse(pair.Description2.Span, second),
            Action2 = _actions.Compile(pair.Action2, second with { Slots = both }),
            Variables2 = both,
            Window = pair.Window,
            WithWindow = pair.WithWindow,
        };
    }

    /// <summary>
    /// What $ and % refer to in the second part of a Pair rule: the second pattern's variables shadow the first's, which
    /// the % prefix then reaches.
    /// </summary>
    private static (MatchOrigin? Dollar, MatchOrigin? Percent) SecondOrigins(PatternSyntax first, PatternSyntax second) =>
        (first.SetsVariables, second.SetsVariables) switch
        {
            (true, true) => (MatchOrigin.Current, MatchOrigin.First),
            (false, true) => (MatchOrigin.Current, null),
            (true, false) => (MatchOrigin.First, null),
            _ => (null, null),
        };

    private EventGroupRule EventGroup(EventGroupSyntax group, RuleIdentity id)
    {
        var events = group.Events.Select((syntax, index) =>
        {
            var count = Bound(syntax.Match);
            var bound = Bound(syntax.Match);
            return new EventGroupEvent
            {
                Match = Match(syntax.Match, index + 1),
                Count = Optional(syntax.Count, count),
                CountVariables = count.Slots!,
                Threshold = syntax.Threshold,
                HasDefaultToken = syntax.Token is null,
                Token = syntax.Token is { } token
                    ? TemplateParser.Parse(token.Span, Live(syntax.Match))
                    : TemplateParser.Parse(Numbers.ToBytes(index + 1), VariableScope.None),
                Actions = new EventGroupActions(
                    Description(group, syntax.Match), bound.Slots!, _actions.Compile(group.Action, bound),
                    Optional(group.Init, bound), Optional(group.End, bound), Optional(group.Slide, bound)),
            };
        }).ToImmutableArray();
        var pattern = group.GroupPattern;
        return new EventGroupRule
        {
            Id = id,
            Line = group.Position.Line,
            Events = events,
            Window = group.Window,
            MultipleActions = group.MultipleActions,
            GroupPattern = pattern is null
                ? null
                : new EventGroupPattern(
                    pattern.Kind == PatternKind.SubStr ? pattern.Constant!.Value.Array : null, pattern.Regex, pattern.Function, pattern.Negated),
        };
    }

    private MatchCondition Match(MatchSyntax match, int number = 1) => Match(match, Live(match), null, number);

    private MatchCondition Match(MatchSyntax match, VariableScope scope, Pattern? pattern, int number)
    {
        _patternLines = Math.Max(_patternLines, match.Pattern.Lines);
        return new MatchCondition
        {
            Syntax = match,
            Number = number,
            Pattern = pattern ?? PatternCompiler.Compile(match.Pattern, match.VariableMap),
            Context = ContextCompiler.Compile(match.Context, scope),
            ContextFirst = match.Context is { BeforePattern: true },
            CacheNames = match.Pattern is { Kind: PatternKind.RegExp or PatternKind.PerlFunc, Negated: false } ? match.VariableMap.CacheNames : [],
            Continue = match.Continue.Kind switch
            {
                ContinueKind.DontCont => PointOfContinue.DontCont,
                ContinueKind.EndMatch => PointOfContinue.EndMatch,
                ContinueKind.TakeNext => new PointOfContinue(_number + 1),
                _ => new PointOfContinue(match.Continue.Target),
            },
        };
    }

    private RuleAction Action(ActionListSyntax action, RuleSyntax rule, MatchSyntax match)
    {
        var bound = Bound(match);
        return new RuleAction(_actions.Compile(action, bound), bound.Slots!, Description(rule, match));
    }

    private ActionList? Optional(ActionListSyntax? list, VariableScope scope) => list is null ? null : _actions.Compile(list, scope);

    private static Template Description(RuleSyntax rule, MatchSyntax match) => TemplateParser.Parse(rule.Description.Span, Live(match));

    private static VariableScope Live(MatchSyntax match) => match.Pattern.SetsVariables ? VariableScope.Live : VariableScope.None;

    private static VariableScope Bound(MatchSyntax match) => Live(match) with { Slots = new VariableTable() };
}
