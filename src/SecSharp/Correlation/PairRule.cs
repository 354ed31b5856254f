using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>sec(1), PAIR RULE and PAIRWITHWINDOW RULE.</summary>
internal sealed class PairRule : CorrelatingRule
{
    private PairOperation? _oldest;
    private PairOperation? _newest;

    public required MatchCondition Match { get; init; }

    public required Template Description { get; init; }

    public required ActionList Action { get; init; }

    /// <summary>The match variables of <see cref="Action"/>.</summary>
    public required VariableTable Variables { get; init; }

    /// <summary>The match variables of the first match that an operation keeps for its second part.</summary>
    public required VariableTable FirstVariables { get; init; }

    /// <summary>Second condition. Its pattern is used where all operations share it.</summary>
    public required MatchCondition Match2 { get; init; }

    /// <summary>What operations make their own second pattern of, or null where they share one.</summary>
    public SecondPattern? SecondPattern { get; init; }

    public required Template Description2 { get; init; }

    public required ActionList Action2 { get; init; }

    /// <summary>The match variables of <see cref="Action2"/>, of both matches.</summary>
    public required VariableTable Variables2 { get; init; }

    /// <summary>Seconds; 0 is without end.</summary>
    public required long Window { get; init; }

    /// <summary>PairWithWindow: the first action list runs when the window ends.</summary>
    public required bool WithWindow { get; init; }

    public override PointOfContinue? Apply(Engine engine)
    {
        // Hot path.
        if (Match.IsMet(engine))
        {
            Start(engine);
            return Match.Continue;
        }

        return _oldest is not null && Finish(engine) ? Match2.Continue : null;
    }

    internal void Unlink(PairOperation operation)
    {
        if (operation.Older is { } older)
        {
            older.Newer = operation.Newer;
        }
        else
        {
            _oldest = operation.Newer;
        }

        if (operation.Newer is { } newer)
        {
            newer.Older = operation.Older;
        }
        else
        {
            _newest = operation.Older;
        }
    }

    private void Start(Engine engine)
    {
        var match = engine.Matcher.Match;
        var text = engine.Scratch.Rent();
        Description.Render(text, match);
        var variables = Bindings.Capture(Variables, match);
        var first = Bindings.Capture(FirstVariables, match);
        if (FindLive(engine, text.Span) is null)
        {
            var operation = new PairOperation(this, text.ToArray(), WithWindow ? variables : Bindings.Empty, first) { Older = _newest };
            _oldest ??= operation;
            if (_newest is not null)
            {
                _newest.Newer = operation;
            }

            _newest = operation;
            engine.Operations.Add(operation, engine.Now);
            if (!WithWindow)
            {
                Action.Run(new ActionFrame(engine, variables, operation.Description, Id));
            }
        }

        engine.Scratch.Return(text);
    }

    /// <summary>Feeds the current line to the operations; a finished one keeps its link to the next, so the walk survives removals.</summary>
    private bool Finish(Engine engine)
    {
        var found = false;
        for (var operation = _oldest; operation is not null; operation = operation.Newer)
        {
            if (!operation.IsFinished && operation.TryFinish(engine))
            {
                found = true;
            }
        }

        return found;
    }
}
