using System.Globalization;
using System.Text;
using SecSharp.Actions;
using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Observing;
using SecSharp.Patterns;

namespace SecSharp.Tests.Observing;

/// <summary>Writes down every call, one a line, indented by what it lies in.</summary>
internal sealed class RecordingObserver : EngineObserver
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public string Text => _text.ToString();

    public override void LineStarted(InputSource source, ByteString context, ReadOnlySpan<byte> line) =>
        Start($"line '{Of(line)}' from {source.Name}{(ReferenceEquals(source, Engine.SyntheticSource) ? " (synthetic)" : "")} {context}");

    public override void LineEnded() => End("line");

    public override void FileEntered(RuleFile file) => Start($"file {file.Path}");

    public override void FileLeft(RuleFile file, bool goesOn) => End($"file {file.Path}, goes on: {goesOn}");

    public override void RuleLeftOut(EventRule rule) => Note($"rule {rule.Id.Number} left out");

    public override void RuleTried(EventRule rule) => Start($"rule {rule.Id.Number}");

    public override void RuleApplied(EventRule rule, PointOfContinue? point) =>
        End($"rule {rule.Id.Number}, next: {point?.Next.ToString(CultureInfo.InvariantCulture) ?? "no match"}");

    public override void PatternTried(MatchCondition condition, Pattern pattern, bool isMatch) => Note($"pattern {condition.Number}: {isMatch}");

    public override void TermEvaluated(ContextCondition term, ReadOnlySpan<byte> text, bool value) =>
        Note($"term {term.Syntax!.GetType().Name} '{Of(text)}': {value}");

    public override void ContextEvaluated(ContextCondition expression, bool value) =>
        Note($"context expression {expression.Syntax!.GetType().Name} of {expression.Operands.Length}: {value}");

    public override void JumpStarted(ByteString set, JumpOutcome outcome) => Start($"jump to {set}: {outcome}");

    public override void JumpEnded(ByteString set) => End($"jump to {set}");

    public override void OperationCreated(Operation operation) => Note($"operation '{operation.Description}' created");

    public override void OperationTried(PairOperation operation) => Note($"operation '{operation.Description}' tried");

    public override void OperationFed(Operation operation) =>
        Note($"operation '{operation.Description}' fed: {operation.Observed.Times.Length} {operation.Observed.Status}");

    public override void GroupStringTried(Operation operation, ReadOnlySpan<byte> text, bool isMatch) => Note($"group string '{Of(text)}': {isMatch}");

    public override void WindowMoved(Operation operation) => Note($"window of '{operation.Description}' moved to {operation.WindowStart}");

    public override void WindowEnding(Operation operation) => Start($"window of '{operation.Description}' ends at {Engine.Now}");

    public override void WindowEnded(Operation operation) => End($"window of '{operation.Description}', finished: {operation.IsFinished}");

    public override void OperationEnded(Operation operation) => Note($"operation '{operation.Description}' ended");

    public override void ContextCreated(Context context, ReadOnlySpan<byte> name) => Note($"context {Of(name)} created for {context.Lifetime}");

    public override void ContextEnding(Context context, ReadOnlySpan<byte> name, bool runsAction) => Start($"context {Of(name)} ends at {Engine.Now}, acts: {runsAction}");

    public override void ContextEnded(Context context, ReadOnlySpan<byte> name) => End($"context {Of(name)}");

    public override void ActionListStarted(ActionList list, in ActionFrame frame) => Start($"list of rule {frame.Rule.Number}, %s='{frame.Description}'");

    public override void ActionListEnded(ActionList list) => End("list");

    public override void ActionStarted(ActionList list, int index, in ActionFrame frame) => Start($"{list.Syntax!.Actions[index].Kind}");

    public override void ActionEnded(ActionList list, int index) => End($"{list.Syntax!.Actions[index].Kind}");

    public override void VariableSet(ByteString name, byte[]? value) => Note($"%{name}={(value is null ? "nothing" : Of(value))}");

    public override void EventCreated(ReadOnlySpan<byte> text, long delay) => Note($"event '{Of(text)}' in {delay}");

    public override void ScriptStarted(EventRule rule, ScriptRequest request) => Note($"script {string.Join(' ', request.Command)}");

    public override void CalendarTried(CalendarRule rule) => Start($"calendar rule {rule.Id.Number} at {Engine.Now}");

    public override void CalendarApplied(CalendarRule rule, bool hasRun) => End($"calendar rule {rule.Id.Number}, has run: {hasRun}");

    private static string Of(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private void Start(string text)
    {
        Note(text);
        _depth++;
    }

    private void End(string text)
    {
        _depth--;
        Note("end of " + text);
    }

    private void Note(string text) => _text.Append(' ', 2 * _depth).Append(text).Append('\n');
}
