using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>sec(1), SINGLEWITHSUPPRESS RULE.</summary>
internal sealed class SingleWithSuppressRule(
    MatchCondition match, Template description, ActionList action, VariableTable variables, long window) : CorrelatingRule
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
        if (FindLive(engine, text.Span) is { } live)
        {
            engine.Observer?.OperationFed(live);
        }
        else
        {
            var bindings = Bindings.Capture(variables, engine.Matcher.Match);
            var operation = new SuppressOperation(this, text.ToArray(), bindings);
            engine.Operations.Add(operation, engine.Now);
            action.Run(new ActionFrame(engine, bindings, operation.Description, Id));
        }

        engine.Scratch.Return(text);
        return match.Continue;
    }

    private VariableTable Variables => variables;

    private long Window => window;

    private sealed class SuppressOperation(SingleWithSuppressRule rule, byte[] description, Bindings bindings)
        : Operation(rule, description)
    {
        public override long Window => Own.Window;

        public override Bindings Bound => bindings;

        public override VariableTable BoundTable => Own.Variables;

        private SingleWithSuppressRule Own => (SingleWithSuppressRule)Rule;

        protected override void WindowEnded(Engine engine) => engine.Operations.Remove(this);
    }
}
