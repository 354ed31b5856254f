using SecSharp.Actions;
using SecSharp.Contexts;
using SecSharp.Correlation;
using SecSharp.Observing;
using SecSharp.Patterns;
using SecSharp.RuleTests.Coverage;

namespace SecSharp.RuleTests.Running;

/// <summary>Notes the events that actions raise, and what a test touches of the rules.</summary>
/// <param name="trace">Takes the events.</param>
/// <param name="coverage">Takes what is touched; null: nobody wants to know.</param>
internal sealed class TestObserver(OutputTrace trace, RuleBaseCoverage? coverage) : EngineObserver
{
    public override void EventCreated(ReadOnlySpan<byte> text, long delay) => trace.Add(
        OutputKinds.Events, new ByteString([.. delay == 0 ? "event "u8 : System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"event in {delay}s: ")), .. text]));

    public override void RuleTried(EventRule rule) => coverage?.Tried(rule);

    public override void RuleApplied(EventRule rule, PointOfContinue? point)
    {
        if (point is not null)
        {
            coverage?.Matched(rule);
        }
    }

    public override void PatternTried(MatchCondition condition, Pattern pattern, bool isMatch) => coverage?.PatternTried(condition, isMatch);

    public override void TermEvaluated(ContextCondition term, ReadOnlySpan<byte> text, bool value) => coverage?.Evaluated(term, value);

    public override void ContextEvaluated(ContextCondition expression, bool value) => coverage?.Evaluated(expression, value);

    public override void ActionListStarted(ActionList list, in ActionFrame frame) => coverage?.Run(list);

    public override void CalendarTried(CalendarRule rule) => coverage?.Tried(rule);

    public override void CalendarApplied(CalendarRule rule, bool hasRun)
    {
        if (hasRun)
        {
            coverage?.Matched(rule);
        }
    }
}
