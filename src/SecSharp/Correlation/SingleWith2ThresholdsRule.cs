using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>sec(1), SINGLEWITH2THRESHOLDS RULE.</summary>
internal sealed class SingleWith2ThresholdsRule : CorrelatingRule
{
    public required MatchCondition Match { get; init; }

    public required Template Description { get; init; }

    public required ActionList Action { get; init; }

    /// <summary>Sets %s for <see cref="Action2"/>.</summary>
    public required Template Description2 { get; init; }

    public required ActionList Action2 { get; init; }

    /// <summary>The match variables of both action lists and of <see cref="Description2"/>.</summary>
    public required VariableTable Variables { get; init; }

    /// <summary>Seconds.</summary>
    public required long Window { get; init; }

    public required long Threshold { get; init; }

    /// <summary>Seconds.</summary>
    public required long Window2 { get; init; }

    public required long Threshold2 { get; init; }

    public override ImmutableArray<MatchCondition> Conditions => [Match];

    public override PointOfContinue? Apply(Engine engine)
    {
        // Hot path.
        if (!Match.IsMet(engine))
        {
            return null;
        }

        var text = engine.Scratch.Rent();
        Description.Render(text, engine.Matcher.Match);
        if (FindLive(engine, text.Span) is not TwoThresholdsOperation operation)
        {
            operation = new TwoThresholdsOperation(this, text.ToArray(), Bindings.Capture(Variables, engine.Matcher.Match));
            engine.Operations.Add(operation, engine.Now);
        }

        engine.Scratch.Return(text);
        operation.Count(engine);
        return Match.Continue;
    }

    private sealed class TwoThresholdsOperation(SingleWith2ThresholdsRule rule, byte[] description, Bindings variables)
        : Operation(rule, description)
    {
        private readonly SingleWith2ThresholdsRule _rule = rule;
        private EventTimes _times;
        private bool _secondRound;

        public override long Window => _secondRound ? _rule.Window2 : _rule.Window;

        public override Bindings Bound => variables;

        public override VariableTable BoundTable => _rule.Variables;

        public override ObservedEvents Observed =>
            new(_secondRound ? "checking for 2nd threshold" : "checking for 1st threshold", _times.ToArray(Started));

        public void Count(Engine engine)
        {
            _times.Add(engine.Now - Started);
            engine.Observer?.OperationFed(this);
            if (!_secondRound)
            {
                if (_times.Count >= _rule.Threshold)
                {
                    _secondRound = true;
                    _times.Clear();
                    base.MoveWindow(engine, engine.Now);
                    _rule.Action.Run(new ActionFrame(engine, variables, Description, _rule.Id));
                }
            }
            else if (_times.Count > _rule.Threshold2)
            {
                _times.RemoveEarliest();
                base.MoveWindow(engine, _times.Count > 0 ? Started + _times.Earliest : engine.Now);
            }
        }

        protected override void WindowEnded(Engine engine)
        {
            if (!_secondRound)
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
                var description = _rule.Action2.UsesDescription ? engine.Describe(_rule.Description2, variables) : default;
                _rule.Action2.Run(new ActionFrame(engine, variables, description, _rule.Id));
            }

            engine.Operations.Remove(this);
        }

        public override void MoveWindow(Engine engine, long start)
        {
            _times.DropBefore(start - Started);
            if (!_secondRound && _times.Count == 0)
            {
                engine.Operations.Remove(this);
                return;
            }

            base.MoveWindow(engine, start);
        }
    }
}
