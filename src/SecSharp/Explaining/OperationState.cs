using SecSharp.Configuration.Syntax;
using SecSharp.Correlation;

namespace SecSharp.Explaining;

/// <summary>The state of an event correlation operation in words: how many events of how many, how much time is left.</summary>
internal static class OperationState
{
    /// <summary>A step for what has happened to an operation.</summary>
    /// <param name="happening"><c>created</c>, <c>tried</c>, <c>fed</c>, <c>window-moved</c>, <c>window-over</c> or <c>ended</c>.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="now">The time, seconds since Epoch.</param>
    /// <param name="rule">Its rule, for a step that stands outside of the rule's own.</param>
    public static Step Describe(string happening, Operation operation, long now, ExplainedRule? rule = null)
    {
        var name = $"operation '{operation.Description}'";
        var state = StateOf(operation);
        var left = operation.Window > 0 ? Math.Max(0, operation.WindowStart + operation.Window - now) : (long?)null;
        var time = left is { } seconds ? $"{seconds} s of the window left" : "its window has no end";
        var details = state.Length > 0 ? $"{state}, {time}" : time;
        return new Step("operation")
        {
            Text = happening switch
            {
                "created" => $"{name} begins; {time}",
                "tried" => $"{name} is offered the line; {time}",
                "fed" => $"{name}: {details}",
                "window-moved" => $"{name}: its window moves; {details}",
                "window-over" => $"{name}: its window is over{(state.Length > 0 ? $"; {state}" : "")}",
                _ => $"{name} ends",
            },
            Outcome = happening is "tried" or "window-moved" ? StepOutcome.Aside : StepOutcome.Yes,
            Rule = rule,
        }.With("event", happening).With("operation", operation.Description.ToString()).With("state", state).With("left", left);
    }

    private static string StateOf(Operation operation)
    {
        var observed = operation.Observed;
        var count = observed.Times.Length;
        return operation.Rule.Syntax switch
        {
            SingleWithThresholdSyntax rule => observed.Status == "threshold reached"
                ? $"the threshold of {rule.Threshold} is reached" : $"{count} of {rule.Threshold} events",
            SingleWith2ThresholdsSyntax rule => observed.Status.Contains("2nd", StringComparison.Ordinal)
                ? $"{count} events for the second threshold of {rule.Threshold2}" : $"{count} of {rule.Threshold} events",
            EventGroupSyntax { MultipleActions: false } when observed.Status == "thresholds reached" => "all thresholds are reached",
            EventGroupSyntax rule => string.Join(", ", rule.Events.Select((wanted, index) =>
                $"{observed.Patterns?.Count(pattern => pattern == index + 1) ?? 0} of {wanted.Threshold} events of pattern{(index == 0 ? "" : index + 1)}")),
            SingleWithSuppressSyntax => "further events are suppressed",
            PairSyntax => "waiting for the second event",
            _ => "",
        };
    }
}
