using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration.Printing;
using SecSharp.Configuration.Syntax;
using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Observing;
using SecSharp.Patterns;
using SecSharp.Reporting;
using SecSharp.Reporting.Dumping;

namespace SecSharp.Explaining;

/// <summary>
/// Makes steps of what an engine tells. What belongs to a line, and what time alone has brought about, is handed on as one
/// step when it is complete.
/// </summary>
internal sealed class Explainer : EngineObserver
{
    private readonly Stack<Step> _open = new();
    private readonly Stack<(string Name, bool IsAlone)> _lists = new();
    private readonly HashSet<ContextCondition> _evaluated = [];
    private int _tried;
    private readonly List<(Action<Step> Take, bool WantsLeftOut)> _subscribers = [];

    /// <summary>Whether anybody listens.</summary>
    public bool IsWanted => _subscribers.Count > 0;

    /// <summary>All rules of the engine.</summary>
    public IEnumerable<ExplainedRule> Rules => Engine.Rules.Files.SelectMany(static file => file.Rules).Select(Explained);

    /// <summary>Takes a log message; false when nothing is going on that it could be about.</summary>
    public bool Note(LogLevel level, string message)
    {
        if (_open.Count == 0)
        {
            return false;
        }

        if (level <= LogLevel.Warning)
        {
            Add(MessageStep(Of(Encoding.UTF8.GetBytes(message))));
        }

        return true;
    }

    /// <summary>Hands every complete step to <paramref name="subscriber"/> from now on.</summary>
    /// <param name="subscriber">Takes them.</param>
    /// <param name="wantsLeftOut">Whether it wants to know how far the patterns of rules get that the prefilter leaves out.</param>
    public void Subscribe(Action<Step> subscriber, bool wantsLeftOut) => _subscribers.Add((subscriber, wantsLeftOut));

    /// <summary>Ends a subscription.</summary>
    public void Unsubscribe(Action<Step> subscriber) => _subscribers.RemoveAll(entry => entry.Take == subscriber);

    public override void LineStarted(InputSource source, ByteString context, ReadOnlySpan<byte> line)
    {
        var isSynthetic = ReferenceEquals(source, Engine.SyntheticSource);
        var text = Of(line);
        Open(new Step("line") { Text = isSynthetic ? $"event: {text}" : $"line from {source.Name}: {text}" }
            .With("text", text).With("source", source.Name.ToString()).With("synthetic", isSynthetic).With("time", Engine.Now)
            .With("context", context.Length > 0 ? context.ToString() : null));
    }

    public override void LineEnded() => Close();

    public override void FileEntered(RuleFile file) => Open(new Step("file") { Text = file.Path }.With("path", file.Path));

    public override void FileLeft(RuleFile file, bool goesOn)
    {
        var step = Close();
        step.With("goes-on", goesOn);
        if (!goesOn)
        {
            step.Add(new Step("end") { Text = "the search ends in all rule files" });
        }
    }

    public override void RuleLeftOut(EventRule rule)
    {
        var literals = rule.Conditions.SelectMany(static condition => condition.Pattern.RequiredLiterals)
            .Select(static literal => $"'{literal.Bytes}'").Distinct().ToArray();
        var missing = literals.Length switch
        {
            0 => "its patterns can't match",
            1 => $"{literals[0]} is not in the line",
            _ => $"none of {string.Join(", ", literals)} is in the line",
        };
        if (rule is PairRule { HasOperations: true } pair)
        {
            missing += pair.Operations.Count == 1 ? ", and its operation can't end with it" : $", and none of its {pair.Operations.Count} operations can end with it";
        }

        var step = OfRule(rule, $"left out: {missing}", StepOutcome.Aside).With("outcome", "left-out");
        if (_subscribers.Exists(static entry => entry.WantsLeftOut))
        {
            foreach (var condition in rule.Conditions.Where(static condition => condition.Pattern is RegExpPattern))
            {
                step.Add(NoMatch(condition, condition.Pattern));
            }
        }

        step.IsHopeless = true;
        Add(step);
    }

    public override void RuleTried(EventRule rule)
    {
        _tried = 0;
        Open(OfRule(rule, "", StepOutcome.None));
    }

    public override void RuleApplied(EventRule rule, PointOfContinue? point)
    {
        if (rule is PairRule pair && point is null && pair.Operations.Count > _tried)
        {
            var count = pair.Operations.Count - _tried;
            Add(new Step("operations-left-out") { Text = $"{count} of its operations can't end with the line: what their pattern2 needs is not in it", Outcome = StepOutcome.Aside }
                .With("count", (long)count));
        }

        var step = Close();
        var name = step.Text;
        var whereTo = point switch
        {
            null => "no match",
            { Next: PointOfContinue.EndOfFile } => "match; the search ends in this file",
            { Next: PointOfContinue.EndOfAll } => "match; the search ends",
            _ => $"match; the search goes on at rule {point.Next + 1}",
        };
        step.Text = $"{name}: {whereTo}";
        step.Outcome = point is null ? StepOutcome.No : StepOutcome.Yes;
        step.IsHopeless = point is null && LacksLiterals(rule) && !step.Steps.Any(static inner => inner is { Kind: "pattern", Outcome: StepOutcome.Yes });
        step.With("outcome", point is null ? "no-match" : "match");
        if (point is not null)
        {
            step.With("continue", point.Next switch { PointOfContinue.EndOfFile => "end-of-file", PointOfContinue.EndOfAll => "end-of-all", _ => (long)point.Next + 1 });
        }
    }

    public override void PatternTried(MatchCondition condition, Pattern pattern, bool isMatch)
    {
        if (!isMatch)
        {
            Add(NoMatch(condition, pattern));
            return;
        }

        // $0 is the line itself.
        var values = pattern.SetsVariables ? Values(Engine.Matcher.Match) : [];
        values.Remove("$0");
        var name = FieldOf(condition);
        var list = string.Join(", ", values.Select(static value => $"{value.Key}='{value.Value}'"));
        Add(new Step("pattern") { Text = list.Length == 0 ? $"{name} matches" : $"{name} matches: {list}", Outcome = StepOutcome.Yes }
            .With("field", name).With("match", true).With("variables", values));
    }

    public override void TermEvaluated(ContextCondition term, ReadOnlySpan<byte> text, bool value)
    {
        _evaluated.Add(term);
        var asked = Of(text);
        Add(new Step("term")
        {
            Text = term.Syntax switch
            {
                ContextNameNode => $"context {asked} {(value ? "exists" : "does not exist")}",
                VarSetNode => $"match cache entry {asked} is {(value ? "set" : "not set")}",
                PerlExpressionNode => $"={asked} is {Truth(value)}",
                _ => $"({asked}) {(term.Syntax is PerlFunctionNode { CacheReferences: true } ? ":>" : "->")} function is {Truth(value)}",
            },
            Outcome = value ? StepOutcome.Yes : StepOutcome.No,
        }.With("asked", asked).With("value", value));
    }

    public override void ContextEvaluated(ContextCondition expression, bool value)
    {
        foreach (var term in Terms(expression).Where(term => !_evaluated.Contains(term)))
        {
            var asked = ContextExpressionPrinter.Print(new ContextExpressionSyntax(term.Syntax!, false));
            Add(new Step("term") { Text = $"{asked} is not evaluated: the terms before it decide", Outcome = StepOutcome.Aside }
                .With("asked", asked).With("value", null));
        }

        _evaluated.Clear();
        var text = expression.Syntax is { } root ? ContextExpressionPrinter.Print(new ContextExpressionSyntax(root, false)) : "";
        Add(new Step("context-expression") { Text = $"context expression {text} is {Truth(value)}", Outcome = value ? StepOutcome.Yes : StepOutcome.No }
            .With("expression", text).With("value", value));
    }

    public override void JumpStarted(ByteString set, JumpOutcome outcome) => Open(new Step("jump")
    {
        Text = outcome switch
        {
            JumpOutcome.Entered => $"jump to set {set}",
            JumpOutcome.Loop => $"jump to set {set}: its rules are being tried already, nothing is done",
            _ => $"jump to set {set}: no rule file has joined it",
        },
        Outcome = outcome == JumpOutcome.Entered ? StepOutcome.Yes : StepOutcome.No,
    }.With("set", set.ToString()).With("entered", outcome == JumpOutcome.Entered));

    public override void JumpEnded(ByteString set) => Close();

    public override void OperationCreated(Operation operation) => Add(OperationState.Describe("created", operation, Engine.Now));

    public override void OperationTried(PairOperation operation)
    {
        _tried++;
        Add(OperationState.Describe("tried", operation, Engine.Now));
    }

    public override void OperationFed(Operation operation)
    {
        var step = OperationState.Describe("fed", operation, Engine.Now);
        if (operation is PairOperation)
        {
            step.Text = _tried > 0
                ? $"operation '{operation.Description}': the second event has come"
                : $"operation '{operation.Description}' is waiting for its second event already: nothing is done";
        }

        Add(step);
    }

    public override void GroupStringTried(Operation operation, ReadOnlySpan<byte> text, bool isMatch) => Add(new Step("event-group")
    {
        Text = $"egpattern {(isMatch ? "matches" : "does not match")} '{Of(text)}'",
        Outcome = isMatch ? StepOutcome.Yes : StepOutcome.No,
    }.With("text", Of(text)).With("match", isMatch));

    public override void WindowMoved(Operation operation) => Add(OperationState.Describe("window-moved", operation, Engine.Now));

    public override void WindowEnding(Operation operation) => Open(OperationState.Describe("window-over", operation, Engine.Now, Explained(operation.Rule)));

    public override void WindowEnded(Operation operation) => Close();

    public override void OperationEnded(Operation operation) => Add(OperationState.Describe("ended", operation, Engine.Now));

    public override void ContextCreated(Context context, ReadOnlySpan<byte> name) => Add(new Step("context")
    {
        Text = $"context {Of(name)} is created, {(context.Lifetime > 0 ? $"for {context.Lifetime} s" : "without end")}",
        Outcome = StepOutcome.Yes,
    }.With("event", "created").With("name", Of(name)).With("lifetime", context.Lifetime));

    public override void ContextEnding(Context context, ReadOnlySpan<byte> name, bool runsAction) => Open(new Step("context")
    {
        Text = $"context {Of(name)} ends{(runsAction ? ", and its actions run" : "")}",
        Outcome = StepOutcome.Yes,
        Rule = context.Action is { } action ? Find(action.Rule) : null,
    }.With("event", "ends").With("name", Of(name)).With("acts", runsAction));

    public override void ContextEnded(Context context, ReadOnlySpan<byte> name) => Close();

    public override void ActionListStarted(ActionList list, in ActionFrame frame)
    {
        var isAlone = _open.Count == 0;
        var rule = Find(frame.Rule);
        if (isAlone)
        {
            Open(new Step("script-ended") { Text = $"the script of {rule?.ToString() ?? "a rule that is gone"} has ended", Outcome = StepOutcome.Yes, Rule = rule });
        }

        _lists.Push((ActionListName.Of(list.Syntax, RuleOf(frame.Rule)?.Syntax), isAlone));
    }

    public override void ActionListEnded(ActionList list)
    {
        if (_lists.Pop().IsAlone)
        {
            Close();
        }
    }

    public override void ActionStarted(ActionList list, int index, in ActionFrame frame)
    {
        var action = list.Syntax!.Actions[index];
        var arguments = new List<string>();
        for (var argument = 0; argument < action.Arguments.Length; argument++)
        {
            if (action.Kind != ActionKind.LCall || argument != 1)
            {
                arguments.Add(ArgumentOf(action, argument, list.Scope, frame));
            }
        }

        var name = ActionNames.Of(action.Kind);
        var field = _lists.Peek().Name;
        var prefix = field is "" or "action" ? "" : $"{field}: ";
        Open(new Step("action") { Text = arguments.Count == 0 ? prefix + name : $"{prefix}{name} {string.Join(' ', arguments)}", Outcome = StepOutcome.Yes }
            .With("field", field.Length == 0 ? null : field).With("action", name).With("arguments", arguments));
        if (ContextOf(action.Kind) is { } place && place < arguments.Count)
        {
            LookAt(action.Kind, arguments[place]);
        }
    }

    public override void ActionEnded(ActionList list, int index) => Close();

    public override void VariableSet(ByteString name, byte[]? value) => Add(new Step("variable")
    {
        Text = value is null ? $"%{name} has no value any more" : $"%{name} = {Of(value)}",
    }.With("name", name.ToString()).With("value", value is null ? null : Of(value)));

    public override void EventCreated(ReadOnlySpan<byte> text, long delay) => Add(new Step("event")
    {
        Text = delay > 0 ? $"event '{Of(text)}' comes in {delay} s" : $"event '{Of(text)}' comes next",
        Outcome = StepOutcome.Yes,
    }.With("text", Of(text)).With("delay", delay));

    public override void ScriptStarted(EventRule rule, ScriptRequest request) => Add(new Step("script")
    {
        Text = $"script: {string.Join(' ', request.Command)}",
        Outcome = StepOutcome.Yes,
    }.With("command", request.Command.Select(static word => word.ToString()).ToList()));

    public override void CalendarTried(CalendarRule rule) => Open(OfRule(rule, "", StepOutcome.None));

    public override void CalendarApplied(CalendarRule rule, bool hasRun)
    {
        var step = Close();
        step.Text += hasRun ? ": its time has come" : ": its time has come, but its context expression is false";
        step.Outcome = hasRun ? StepOutcome.Yes : StepOutcome.No;
        step.With("outcome", hasRun ? "match" : "no-match");
    }

    private static string FieldOf(MatchCondition condition) => condition.Number == 1 ? "pattern" : $"pattern{condition.Number}";

    private Step NoMatch(MatchCondition condition, Pattern pattern)
    {
        var name = FieldOf(condition);
        var failure = PatternFailure.Of(pattern, condition.Syntax?.Pattern, Engine.Matcher.Buffer.Last(pattern.Lines));
        var step = new Step("pattern") { Text = $"{name} does not match{(failure.Reason.Length > 0 ? ": " : "")}{failure.Reason}", Outcome = StepOutcome.No }
            .With("field", name).With("match", false);
        return failure.Progress is { } progress
            ? step.With("matched-prefix", progress.Prefix).With("matched-from", (long)progress.From).With("matched-to", (long)progress.To)
            : step;
    }

    private static string Of(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private static string Truth(bool value) => value ? "true" : "false";

    private static SortedDictionary<string, string> Values(PatternMatch match)
    {
        var values = new SortedDictionary<string, string>(VariableOrder.Instance);
        foreach (var (name, value) in match.Values())
        {
            var text = name.ToString();
            if (value is { } given && text is not ("_inputsrc" or "_intcontext"))
            {
                values[text.All(char.IsAsciiDigit) ? "$" + text : $"$+{{{text}}}"] = given.ToString();
            }
        }

        return values;
    }

    private string ArgumentOf(ActionSyntax action, int index, VariableScope scope, in ActionFrame frame)
    {
        if (ActionListText.IsVariable(action.Kind, index))
        {
            return $"%{action.Arguments[index]}";
        }

        // All match variables have their slots since the list was compiled.
        using var text = frame.Text(TemplateParser.Parse(action.Arguments[index].Span, scope, Engine.Variables));
        return Of(text.Span);
    }

    private static Step MessageStep(string text) => new Step("message") { Text = text, Outcome = StepOutcome.No }.With("text", text);

    private static IEnumerable<ContextCondition> Terms(ContextCondition expression) =>
        expression.Operands.IsEmpty ? [expression] : expression.Operands.SelectMany(Terms);

    private bool LacksLiterals(EventRule rule) => rule.Conditions.All(condition =>
        condition.Pattern is { RequiredLiterals: { IsEmpty: false } literals } pattern
        && !literals.Any(literal => literal.OccursIn(Engine.Matcher.Buffer.Last(pattern.Lines))));

    /// <summary>Where among the parameters of an action the name of a context stands that has to exist; null for other actions.</summary>
    private static int? ContextOf(ActionKind kind) => kind switch
    {
        ActionKind.Set or ActionKind.Alias or ActionKind.Copy or ActionKind.Empty or ActionKind.Pop or ActionKind.Shift
            or ActionKind.SetLTime or ActionKind.Report or ActionKind.ReportExec => 0,
        ActionKind.Trim or ActionKind.SetCTime or ActionKind.GetLTime or ActionKind.GetCTime or ActionKind.GetAliases => 1,
        _ => null,
    };

    /// <summary>Tells what an action finds that does something with a context: none, or what it is to report.</summary>
    private void LookAt(ActionKind kind, string name)
    {
        if (Engine.Contexts.Find(Encoding.Latin1.GetBytes(name)) is not { } context)
        {
            Add(MessageStep($"there is no context {name}: nothing is done"));
        }
        else if (kind is ActionKind.Report or ActionKind.ReportExec)
        {
            List<string> texts = context.HasEvents ? [.. Enumerable.Range(0, context.Events.Count).Select(index => Of(context.Events[index]))] : [];
            Add(new Step("event-store") { Text = texts.Count == 0 ? "its event store is empty: nothing is reported" : $"its event store: {string.Join(" | ", texts)}" }
                .With("texts", texts));
        }
    }

    private Rule? RuleOf(RuleIdentity id) =>
        Engine.Rules.FindFile(id.File)?.Rules is { } rules && id.Number < rules.Length ? rules[id.Number] : null;

    private ExplainedRule? Find(RuleIdentity id) => RuleOf(id) is { } rule ? Explained(rule) : null;

    private ExplainedRule Explained(Rule rule)
    {
        var file = Engine.Rules.FindFile(rule.Id.File);
        var next = rule.Id.Number + 1;
        var lastLine = file is not null && next < file.Rules.Length ? file.Rules[next].Line - 1 : int.MaxValue;
        return new ExplainedRule(file?.Path ?? "", rule.Line, lastLine, next, rule.Type, rule.DescriptionText.ToString());
    }

    private Step OfRule(Rule rule, string verdict, StepOutcome outcome)
    {
        var explained = Explained(rule);
        var text = explained.ToString();
        return new Step("rule") { Text = verdict.Length > 0 ? $"{text}: {verdict}" : text, Outcome = outcome, Rule = explained }
            .With("file", explained.File).With("line", (long)explained.Line).With("number", (long)explained.Number)
            .With("type", explained.Type).With("desc", explained.Description);
    }

    private void Open(Step step)
    {
        if (_open.Count == 0 && step.Kind != "line")
        {
            _open.Push(new Step("time") { Text = "as time passes" }.With("time", Engine.Now));
            _open.Peek().Add(step);
            _open.Push(step);
            return;
        }

        if (_open.Count > 0)
        {
            _open.Peek().Add(step);
        }

        _open.Push(step);
    }

    private Step Close()
    {
        var step = _open.Pop();
        if (_open.Count == 1 && _open.Peek().Kind == "time")
        {
            Publish(_open.Pop());
        }
        else if (_open.Count == 0)
        {
            Publish(step);
        }

        return step;
    }

    private void Add(Step step)
    {
        if (_open.Count > 0)
        {
            _open.Peek().Add(step);
        }
        else
        {
            Open(step);
            Close();
        }
    }

    private void Publish(Step step)
    {
        foreach (var subscriber in _subscribers.ToArray())
        {
            subscriber.Take(step);
        }
    }
}
