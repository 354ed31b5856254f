using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>sec(1), PAIR RULE and PAIRWITHWINDOW RULE.</summary>
internal sealed class PairRule : CorrelatingRule
{
    private PairWalk? _walk;

    /// <summary>The oldest live operation.</summary>
    internal PairOperation? Oldest { get; private set; }

    /// <summary>The newest live operation.</summary>
    internal PairOperation? Newest { get; private set; }

    /// <summary>The order in which operations see a line.</summary>
    internal PairWalk Walk => _walk ??= new PairWalk(this);

    internal bool HasOperations => Oldest is not null;

    /// <summary>Which operations to try; null: all.</summary>
    internal PairCandidates? Candidates { get; set; }

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

    public override ImmutableArray<MatchCondition> Conditions => [Match];

    public override PointOfContinue? Apply(Engine engine)
    {
        // Hot path.
        if (Match.IsMet(engine))
        {
            Start(engine);
            return Match.Continue;
        }

        return HasOperations && Finish(engine) ? Match2.Continue : null;
    }

    internal void Unlink(PairOperation operation)
    {
        if (operation.Older is { } older)
        {
            older.Newer = operation.Newer;
        }
        else
        {
            Oldest = operation.Newer;
        }

        if (operation.Newer is { } newer)
        {
            newer.Older = operation.Older;
        }
        else
        {
            Newest = operation.Older;
        }

        Walk.Ended(operation);
        Candidates?.Ended(operation);
    }

    private void Start(Engine engine)
    {
        var match = engine.Matcher.Match;
        var text = engine.Scratch.Rent();
        Description.Render(text, match);
        var variables = Bindings.Capture(Variables, match);
        var first = Bindings.Capture(FirstVariables, match);
        if (FindLive(engine, text.Span) is { } live)
        {
            engine.Observer?.OperationFed(live);
        }
        else
        {
            var operation = new PairOperation(this, text.ToArray(), variables, first) { Older = Newest };
            Oldest ??= operation;
            if (Newest is not null)
            {
                Newest.Newer = operation;
            }

            Newest = operation;
            engine.Operations.Add(operation, engine.Now);
            Walk.Started(operation);
            Candidates?.Started(operation);
            if (!WithWindow)
            {
                Action.Run(new ActionFrame(engine, variables, operation.Description, Id));
            }
        }

        engine.Scratch.Return(text);
    }

    /// <summary>Feeds the current line to the operations that it can finish.</summary>
    private bool Finish(Engine engine)
    {
        // Hot path.
        if (Candidates is not { } candidates || candidates.NeedsAll(engine))
        {
            return Finish(engine, after: null);
        }

        var found = false;
        var version = engine.Matcher.Buffer.Version;
        foreach (var operation in candidates.Found())
        {
            found |= !operation.IsFinished && operation.TryFinish(engine);
            if (engine.Matcher.Buffer.Version != version || candidates.MustTryAll(engine))
            {
                return Finish(engine, operation, tryAll: true) || found;
            }
        }

        return found;
    }

    /// <summary>
    /// Feeds the line to all operations, or to those that come after <paramref name="after"/>.
    /// </summary>
    private bool Finish(Engine engine, PairOperation? after, bool tryAll = false)
    {
        var found = false;
        var version = engine.Matcher.Buffer.Version;
        tryAll |= Candidates is null || Candidates.MustTryAll(engine);
        if (!tryAll && SecondPattern is null && CanSkipShared(engine))
        {
            return false;
        }

        if (Oldest is { Newer: null } only && after is null)
        {
            return (tryAll || Candidates!.IsFound(only) || only.IsOver(engine.Now)) && only.TryFinish(engine);
        }

        Walk.Arrange();
        for (var place = after is null ? 0 : Walk.PlaceAfter(after); place < Walk.Count; place++)
        {
            var operation = Walk[place];
            if (operation.IsFinished || !(tryAll || Candidates!.IsFound(operation) || operation.IsOver(engine.Now)))
            {
                continue;
            }

            found |= operation.TryFinish(engine);
            tryAll = tryAll || engine.Matcher.Buffer.Version != version || Candidates!.MustTryAll(engine);
        }

        return found;
    }

    /// <summary>Whether no operation can do anything with the line, as their common pattern does not match it.</summary>
    private bool CanSkipShared(Engine engine) =>
        !Match2.ContextFirst && Match2.Pattern.OnlyLooks && !Candidates!.MayHaveEnded(engine) && !Match2.Pattern.IsMatch(engine.Matcher);
}
