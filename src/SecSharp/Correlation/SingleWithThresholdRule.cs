using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>sec(1), SINGLEWITHTHRESHOLD RULE.</summary>
internal sealed class SingleWithThresholdRule(
    MatchCondition match, Template description, ActionList action, ActionList? action2, VariableTable variables, long window, long threshold)
    : CorrelatingRule
{
    public override ImmutableArray<MatchCondition> Conditions => [match];

    public override PointOfContinue? Apply(Engine engine)
    {
        // Hot path.
        if (!match.IsMet(engine))
        {
            return null;
        }

        var text = engine.Scratch.Rent();
        description.Render(text, engine.Matcher.Match);
        if (FindLive(engine, text.Span) is not ThresholdOperation operation)
        {
            operation = new ThresholdOperation(this, text.ToArray(), Bindings.Capture(variables, engine.Matcher.Match));
            engine.Operations.Add(operation, engine.Now);
        }

        engine.Scratch.Return(text);
        operation.Count(engine);
        return match.Continue;
    }

    private sealed class ThresholdOperation(SingleWithThresholdRule rule, byte[] description, Bindings variables)
        : Operation(rule, description)
    {
        private EventTimes _times;
        private bool _reached;

        private SingleWithThresholdRule Own => (SingleWithThresholdRule)Rule;

        public override long Window => Own.Window;

        public override Bindings Bound => variables;

        public override VariableTable BoundTable => Own.Variables;

        public override ObservedEvents Observed => new(_reached ? "threshold reached" : "checking for threshold", _times.ToArray(Started));

        public void Count(Engine engine)
        {
            if (_reached)
            {
                engine.Observer?.OperationFed(this);
                return;
            }

            _times.Add(engine.Now - Started);
            engine.Observer?.OperationFed(this);
            if (_times.Count >= Own.Threshold)
            {
                _reached = true;
                Own.Action.Run(Frame(engine));
            }
        }

        protected override void WindowEnded(Engine engine)
        {
            if (!_reached)
            {
                _times.DropBefore(engine.Now - Window - Started);
                if (_times.Count > 0)
                {
                    base.MoveWindow(engine, Started + _times.Earliest);
                    return;
                }
            }
            else
            {
                Own.Action2?.Run(Frame(engine));
            }

            engine.Operations.Remove(this);
        }

        public override void MoveWindow(Engine engine, long start)
        {
            _times.DropBefore(start - Started);
            if (!_reached && _times.Count == 0)
            {
                engine.Operations.Remove(this);
                return;
            }

            base.MoveWindow(engine, start);
        }

        private ActionFrame Frame(Engine engine) => new(engine, variables, Description, Own.Id);
    }

    private VariableTable Variables => variables;

    private long Window => window;

    private long Threshold => threshold;

    private ActionList Action => action;

    private ActionList? Action2 => action2;
}
