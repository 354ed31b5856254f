using System.Collections.Immutable;
using System.Globalization;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>Parses one rule; all its faults are reported. sec(1), RULE TYPES.</summary>
internal sealed class RuleParser
{
    private readonly RuleBlock _block;
    private readonly RuleType _type;
    private readonly RuleReport _report;
    private readonly ActionListParser _actions;
    private readonly FieldParser _fields;

    private RuleParser(RuleBlock block, RuleType type, RuleReport report)
    {
        _block = block;
        _type = type;
        _report = report;
        _actions = new ActionListParser(report);
        _fields = new FieldParser(block, report);
    }

    /// <summary>Parses a block; null, with reports, for a rule that is not valid. Labels are not resolved.</summary>
    public static RuleSyntax? Parse(RuleBlock block, DiagnosticBag diagnostics)
    {
        if (block.Find("type") is not { } typeField)
        {
            var wrongCase = block.Fields.FirstOrDefault(static field => field.Name.Equals("type", StringComparison.OrdinalIgnoreCase));
            new RuleReport(diagnostics, block, "untyped").Error(
                block.Position, "field 'type' is missing",
                wrongCase is null ? "type=Single or another rule type" : $"keywords are lower case: type, not {wrongCase.Name}");
            return null;
        }

        var name = typeField.Value.Text;
        if (RuleType.Find(name) is not { } type)
        {
            var nearest = Suggestion.For(name, RuleType.Names);
            new RuleReport(diagnostics, block, name) { Field = "type" }.Error(
                typeField.Value.All, $"'{name}' is no rule type", nearest is not null ? $"did you mean {nearest}?" : string.Join(", ", RuleType.Names));
            return null;
        }

        var report = new RuleReport(diagnostics, block, type.Name);
        return new RuleParser(block, type, report).Parse();
    }

    private RuleSyntax? Parse()
    {
        CheckFields();
        var rule = Build();
        _report.Field = null;
        return _report.HasErrors ? null : rule;
    }

    private void CheckFields()
    {
        foreach (var field in _block.Fields.Where(field => !_type.Takes(field.Name)))
        {
            var missing = _type.Required.Concat(_type.Optional).Where(name => _block.Find(name) is null);
            var nearest = Suggestion.For(field.Name, missing);
            _report.Error(
                field.Position, $"{_type.Name} rules have no field '{field.Name}'",
                nearest is not null ? $"did you mean '{nearest}'?" : $"its fields are {string.Join(", ", _type.Required.Concat(_type.Optional).Take(20))}");
        }

        foreach (var name in _type.Required.Where(name => _block.Find(name) is null))
        {
            _report.Error(_block.Position, $"field '{name}' is missing", $"{_type.Name} rules need {string.Join(", ", _type.Required.Take(20))}");
        }
    }

    private RuleSyntax? Build()
    {
        switch (_type.Name)
        {
            case "Calendar":
                return new CalendarSyntax
                {
                    Position = _block.Position,
                    Description = _fields.Text("desc"),
                    Time = _fields.Parse("time", text => CalendarTimeParser.Parse(text, _report))!,
                    Context = Context(""),
                    Action = Actions("action")!,
                };
            case "Options":
                return new OptionsSyntax
                {
                    Position = _block.Position,
                    JoinSets = _fields.Words("joincfset"),
                    ProcessAllInput = _fields.YesOrNo("procallin", true, isWarning: true),
                };
        }

        var match = Match("", null);
        var description = _fields.Text("desc");
        return _type.Name switch
        {
            "Single" => new SingleSyntax { Position = _block.Position, Match = match, Description = description, Action = Actions("action")! },
            "SingleWithScript" => new SingleWithScriptSyntax
            {
                Position = _block.Position,
                Match = match,
                Description = description,
                Script = _fields.Text("script"),
                Shell = _fields.YesOrNo("shell", true),
                Action = Actions("action")!,
                Action2 = Actions("action2"),
            },
            "SingleWithSuppress" => new SingleWithSuppressSyntax
            {
                Position = _block.Position,
                Match = match,
                Description = description,
                Action = Actions("action")!,
                Window = Window("window"),
            },
            "Pair" or "PairWithWindow" => new PairSyntax
            {
                Position = _block.Position,
                WithWindow = _type.Name == "PairWithWindow",
                Match = match,
                Description = description,
                Action = Actions("action")!,
                Match2 = Match("2", match.Pattern),
                Description2 = _fields.Text("desc2"),
                Action2 = Actions("action2")!,
                Window = Window("window", least: _type.Name == "Pair" ? 0 : 1),
            },
            "SingleWithThreshold" => new SingleWithThresholdSyntax
            {
                Position = _block.Position,
                Match = match,
                Description = description,
                Action = Actions("action")!,
                Action2 = Actions("action2"),
                Window = Window("window"),
                Threshold = Threshold("thresh"),
            },
            "SingleWith2Thresholds" => new SingleWith2ThresholdsSyntax
            {
                Position = _block.Position,
                Match = match,
                Description = description,
                Action = Actions("action")!,
                Window = Window("window"),
                Threshold = Threshold("thresh"),
                Description2 = _fields.Text("desc2"),
                Action2 = Actions("action2")!,
                Window2 = Window("window2"),
                Threshold2 = Threshold("thresh2", least: 0),
            },
            "Suppress" => new SuppressSyntax { Position = _block.Position, Match = match, Description = description },
            "Jump" => new JumpSyntax
            {
                Position = _block.Position,
                Match = match,
                Description = description,
                Sets = _fields.Words("cfset"),
                ConstantSets = _fields.YesOrNo("constset", true),
            },
            _ => EventGroup(match, description),
        };
    }

    private EventGroupSyntax EventGroup(MatchSyntax first, ByteString description)
    {
        var events = ImmutableArray.CreateBuilder<EventGroupEventSyntax>();
        for (var index = 0; index < _type.Events; index++)
        {
            var suffix = RuleType.Suffix(index);
            ByteString? token = _block.Find("egtoken" + suffix) is null ? null : _fields.Text("egtoken" + suffix);
            if (token is not null && _block.Find("egpattern") is null)
            {
                _report.Error(_block.Find("egtoken" + suffix)!.Value.All, $"field 'egtoken{suffix}' needs field 'egpattern'", "egptype=... and egpattern=...");
            }

            events.Add(new EventGroupEventSyntax(
                index == 0 ? first : Match(suffix, null), Actions("count" + suffix), Threshold("thresh" + suffix, absent: 1), token));
        }

        return new EventGroupSyntax
        {
            Position = _block.Position,
            Match = first,
            Events = events.ToImmutable(),
            Description = description,
            Action = Actions("action")!,
            Init = Actions("init"),
            End = Actions("end"),
            Slide = Actions("slide"),
            MultipleActions = _fields.YesOrNo("multact", false),
            GroupPattern = GroupPattern(),
            Window = Window("window"),
        };
    }

    private PatternSyntax? GroupPattern()
    {
        var type = _block.Find("egptype");
        var pattern = _block.Find("egpattern");
        if ((type is null) != (pattern is null))
        {
            var (has, lacks) = type is null ? (pattern, "egptype") : (type, "egpattern");
            _report.Error(has!.Position, $"field '{has.Name}' needs field '{lacks}'", "egptype=... and egpattern=...");
            return null;
        }

        var parser = new PatternParser(_report);
        return type is not null && _fields.Parse("egptype", text => parser.ParseType(text, forGroup: true)) is { } kind
            ? _fields.Parse("egpattern", text => parser.Parse(kind, text))
            : null;
    }

    /// <summary>Parses the match fields with the given suffix; the result is of no use when errors were reported.</summary>
    private MatchSyntax Match(string suffix, PatternSyntax? first)
    {
        var parser = new PatternParser(_report);
        var type = _fields.Parse("ptype" + suffix, text => parser.ParseType(text));
        var pattern = type is null
            ? null
            : _fields.Parse("pattern" + suffix, text => parser.Parse(type, text, isSecond: first is { SetsVariables: true }));
        return new MatchSyntax(
            pattern!,
            VariableMap("varmap" + suffix, type) ?? VariableMapSyntax.None,
            Context(suffix),
            _fields.Parse("continue" + suffix, text => ContinueParser.Parse(text, _report)) ?? ContinueSyntax.DontCont);
    }

    private VariableMapSyntax? VariableMap(string name, PatternSyntax? type)
    {
        if (type is null or { Kind: PatternKind.RegExp or PatternKind.PerlFunc, Negated: false })
        {
            return _fields.Parse(name, text => VariableMapParser.Parse(text, _report));
        }

        return _fields.Parse<VariableMapSyntax>(name, text =>
        {
            _report.Warning(
                text, "variable maps work with RegExp and PerlFunc patterns only: this one is ignored", "remove the field", Diagnostic.IgnoredFieldCheck);
            return null;
        });
    }

    private ContextExpressionSyntax? Context(string suffix) =>
        _fields.Parse("context" + suffix, text => new ContextExpressionParser(_report).Parse(text));

    private ActionListSyntax? Actions(string name) => _fields.Parse(name, _actions.Parse);

    private long Window(string name, long least = 1) => _fields.Number(
        name, least, least, string.Create(CultureInfo.InvariantCulture, $"a window is a number of seconds, {least} or more"));

    private long Threshold(string name, long least = 1, long absent = 1) => _fields.Number(
        name, least, absent, string.Create(CultureInfo.InvariantCulture, $"a threshold is a number of events, {least} or more"));
}
