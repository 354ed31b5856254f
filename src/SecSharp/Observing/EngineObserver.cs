using SecSharp.Actions;
using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Patterns;

namespace SecSharp.Observing;

/// <summary>
/// What an engine tells of its doing while it does it: for explanations, traces and test coverage. Calls come on the
/// engine's thread, in the order of what happens; what starts ends, and lies in between nested. An observer changes nothing
/// in the engine, and takes copies of what it keeps: spans, matches and the input buffer are used again.
/// </summary>
internal abstract class EngineObserver
{
    /// <summary>The engine observed; set while this is its <see cref="SecSharp.Engine.Observer"/>.</summary>
    public Engine Engine { get; internal set; } = null!;

    /// <summary>An input line, a synthetic event or an internal event is about to meet the rules.</summary>
    /// <param name="source">Where it comes from; events have <see cref="SecSharp.Engine.SyntheticSource"/>.</param>
    /// <param name="context">Name of its internal context; empty without --intcontexts.</param>
    /// <param name="line">The line.</param>
    public virtual void LineStarted(InputSource source, ByteString context, ReadOnlySpan<byte> line)
    {
    }

    /// <summary>The line has met all rules that it should; the events that it has created come next.</summary>
    public virtual void LineEnded()
    {
    }

    /// <summary>The walk enters a rule file.</summary>
    public virtual void FileEntered(RuleFile file)
    {
    }

    /// <summary>The walk leaves a rule file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="goesOn">Whether it goes on with other files; not so after EndMatch.</param>
    public virtual void FileLeft(RuleFile file, bool goesOn)
    {
    }

    /// <summary>The prefilter leaves a rule out, which can't match: none of the literals that its patterns need is in the line.</summary>
    public virtual void RuleLeftOut(EventRule rule)
    {
    }

    /// <summary>A rule is tried.</summary>
    public virtual void RuleTried(EventRule rule)
    {
    }

    /// <summary>A rule has been tried, and if it has matched, has done what it does.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="point">Where the walk goes on after the match; null: it has not matched.</param>
    public virtual void RuleApplied(EventRule rule, PointOfContinue? point)
    {
    }

    /// <summary>A pattern has been matched against the line(s). A match is then in <see cref="LineMatcher.Match"/>.</summary>
    /// <param name="condition">The condition it belongs to.</param>
    /// <param name="pattern">The pattern; of a Pair operation that has one of its own, that.</param>
    /// <param name="isMatch">The outcome, negation considered.</param>
    public virtual void PatternTried(MatchCondition condition, Pattern pattern, bool isMatch)
    {
    }

    /// <summary>A term of a context expression, an operand that is no operation itself, has been evaluated.</summary>
    /// <param name="term">The term.</param>
    /// <param name="text">The name it has asked for or the code, variables substituted.</param>
    /// <param name="value">Its value.</param>
    public virtual void TermEvaluated(ContextCondition term, ReadOnlySpan<byte> text, bool value)
    {
    }

    /// <summary>A context expression has been evaluated; its terms, as far as they were needed, before it.</summary>
    /// <param name="expression">The whole expression.</param>
    /// <param name="value">Its value.</param>
    public virtual void ContextEvaluated(ContextCondition expression, bool value)
    {
    }

    /// <summary>A Jump rule has asked for a set of rule files, which are then walked if <paramref name="outcome"/> says so.</summary>
    public virtual void JumpStarted(ByteString set, JumpOutcome outcome)
    {
    }

    /// <summary>The jump is over.</summary>
    public virtual void JumpEnded(ByteString set)
    {
    }

    /// <summary>An operation has been started.</summary>
    public virtual void OperationCreated(Operation operation)
    {
    }

    /// <summary>A Pair operation is offered the line as its second event.</summary>
    public virtual void OperationTried(PairOperation operation)
    {
    }

    /// <summary>An event has reached an operation: it has been counted, or has been found to need no counting.</summary>
    public virtual void OperationFed(Operation operation)
    {
    }

    /// <summary>The string of the events of an EventGroup operation has been matched against the event group pattern.</summary>
    public virtual void GroupStringTried(Operation operation, ReadOnlySpan<byte> text, bool isMatch)
    {
    }

    /// <summary>The window of an operation has been moved.</summary>
    public virtual void WindowMoved(Operation operation)
    {
    }

    /// <summary>The window of an operation is over; the operation is about to act upon it.</summary>
    public virtual void WindowEnding(Operation operation)
    {
    }

    /// <summary>The operation has acted upon the end of its window: it has finished, or its window has moved.</summary>
    public virtual void WindowEnded(Operation operation)
    {
    }

    /// <summary>An operation has ended.</summary>
    public virtual void OperationEnded(Operation operation)
    {
    }

    /// <summary>A context has been created, or has got a new life.</summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The name it was created under.</param>
    public virtual void ContextCreated(Context context, ReadOnlySpan<byte> name)
    {
    }

    /// <summary>A context is about to end, and to run its action list first if <paramref name="runsAction"/> says so.</summary>
    public virtual void ContextEnding(Context context, ReadOnlySpan<byte> name, bool runsAction)
    {
    }

    /// <summary>A context has ended.</summary>
    public virtual void ContextEnded(Context context, ReadOnlySpan<byte> name)
    {
    }

    /// <summary>An action list is about to run.</summary>
    public virtual void ActionListStarted(ActionList list, in ActionFrame frame)
    {
    }

    /// <summary>The action list has run.</summary>
    public virtual void ActionListEnded(ActionList list)
    {
    }

    /// <summary>An action is about to run.</summary>
    /// <param name="list">Its list, whose <see cref="ActionList.Syntax"/> tells what the action is.</param>
    /// <param name="index">Its place there.</param>
    /// <param name="frame">What it sees.</param>
    public virtual void ActionStarted(ActionList list, int index, in ActionFrame frame)
    {
    }

    /// <summary>The action has run.</summary>
    public virtual void ActionEnded(ActionList list, int index)
    {
    }

    /// <summary>An action has set an action list variable.</summary>
    /// <param name="name">Its name without %.</param>
    /// <param name="value">The value; null: it has none any more.</param>
    public virtual void VariableSet(ByteString name, byte[]? value)
    {
    }

    /// <summary>An action has created a synthetic event.</summary>
    /// <param name="text">The event.</param>
    /// <param name="delay">Seconds until it is processed; 0: before the next line.</param>
    public virtual void EventCreated(ReadOnlySpan<byte> text, long delay)
    {
    }

    /// <summary>A SingleWithScript rule has asked for its script.</summary>
    public virtual void ScriptStarted(EventRule rule, ScriptRequest request)
    {
    }

    /// <summary>The present minute is one of a Calendar rule, whose action list has not run in it so far.</summary>
    public virtual void CalendarTried(CalendarRule rule)
    {
    }

    /// <summary>The Calendar rule has run its action list, or its context expression was false.</summary>
    public virtual void CalendarApplied(CalendarRule rule, bool hasRun)
    {
    }
}
