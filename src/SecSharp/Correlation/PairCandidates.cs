using SecSharp.Patterns.Prefilter;

namespace SecSharp.Correlation;

/// <summary>
/// The live operations of a Pair rule whose second pattern can match the current line. Operations that make their own
/// second pattern are found by its literal; where it has none that is usable, all of them are tried.
/// </summary>
internal sealed class PairCandidates
{
    private const int MostStarts = 4;

    private readonly PairRule _rule;
    private readonly CandidateSet _set;
    private readonly PairIndex _index;
    private readonly int _bit;
    private readonly bool _isShared;
    private readonly LiteralTemplate? _literal;
    private readonly ByteBuilder _scratch = new();
    private readonly List<PairOperation> _found = [];
    private long _foundFor;
    private int _unindexed;
    private long _firstEnd = long.MaxValue;

    /// <param name="rule">The rule.</param>
    /// <param name="set">The candidates of all rules.</param>
    /// <param name="index">The operations of all rules by their literals.</param>
    /// <param name="bit">The rule's place in <paramref name="set"/>.</param>
    /// <param name="isShared">Whether operations share a second pattern whose literals make the rule a candidate.</param>
    public PairCandidates(PairRule rule, CandidateSet set, PairIndex index, int bit, bool isShared)
    {
        _rule = rule;
        _set = set;
        _index = index;
        _bit = bit;
        _isShared = isShared && IsPure(rule);
        _literal = IsPure(rule) ? rule.SecondPattern?.Literal : null;
    }

    /// <summary>A literal that every line holds in which an operation of this rule can be found; null where there is none.</summary>
    public Literal? Gate => _literal?.Constant;

    /// <summary>Whether lines without <see cref="Gate"/> need not be searched for operations of this rule.</summary>
    public bool IsGated { get; set; }

    /// <summary>Whether all operations must be offered the current line, not only those in <see cref="Found"/>.</summary>
    public bool NeedsAll(Engine engine) =>
        _unindexed > 0 || _rule.SecondPattern is null || MayHaveEnded(engine) || MustTryAll(engine);

    /// <summary>Whether the window of an operation may be over that housekeeping has not come to yet.</summary>
    public bool MayHaveEnded(Engine engine) => engine.Now >= _firstEnd;

    /// <summary>Whether no operation may be left out, because evaluating its context expression may end a context.</summary>
    public bool MustTryAll(Engine engine) => _rule.Match2.ContextFirst && CandidateSet.MayEndContexts(engine);

    /// <summary>Whether an operation's second pattern can match the current line.</summary>
    public bool IsFound(PairOperation operation) => operation.GramLength == 0 || operation.FoundFor == _set.Line;

    /// <summary>The operations whose literals stand in the current line, in the order in which they see it.</summary>
    public List<PairOperation> Found()
    {
        if (_foundFor != _set.Line)
        {
            _found.Clear();
        }
        else if (_found.Count > 1)
        {
            _rule.Walk.Sort(_found);
        }

        return _found;
    }

    public void Started(PairOperation operation)
    {
        if (!_rule.WithWindow && operation.Window > 0)
        {
            _firstEnd = Math.Min(_firstEnd, operation.WindowStart + operation.Window + 1);
        }

        if (_isShared || TryIndex(operation))
        {
            return;
        }

        if (_unindexed++ == 0)
        {
            _set.Require(_bit);
        }
    }

    public void Ended(PairOperation operation)
    {
        if (operation.GramLength > 0)
        {
            _index.Remove(operation);
            _set.PairIndexed(IsGated, -1);
        }
        else if (!_isShared && --_unindexed == 0)
        {
            _set.Release(_bit);
        }

        if (!_rule.HasOperations)
        {
            _firstEnd = long.MaxValue;
        }
    }

    /// <summary>Takes over operations that live already.</summary>
    public void TakeOver()
    {
        for (var operation = _rule.Oldest; operation is not null; operation = operation.Newer)
        {
            operation.GramLength = 0;
            operation.FoundFor = 0;
            Started(operation);
        }
    }

    /// <summary>An operation's n-gram stands in the line: compares the whole literal.</summary>
    public void Check(PairOperation operation, ReadOnlySpan<byte> line)
    {
        if (operation.FoundFor == _set.Line || !_literal!.OccursIn(line, operation.First, _scratch))
        {
            return;
        }

        if (_foundFor != _set.Line)
        {
            _foundFor = _set.Line;
            _found.Clear();
        }

        operation.FoundFor = _set.Line;
        _found.Add(operation);
        _set.Add(_bit);
    }

    /// <summary>
    /// Makes the rule a candidate when the window of an operation is over that housekeeping has not come to yet: trying the
    /// rule removes such operations.
    /// </summary>
    public void AddIfOver(Engine engine)
    {
        // Hot path.
        if (engine.Now < _firstEnd)
        {
            return;
        }

        _firstEnd = long.MaxValue;
        for (var operation = _rule.Oldest; operation is not null; operation = operation.Newer)
        {
            if (operation.Window > 0)
            {
                _firstEnd = Math.Min(_firstEnd, operation.WindowStart + operation.Window + 1);
            }
        }

        if (engine.Now >= _firstEnd)
        {
            _set.Add(_bit);
        }
    }

    private static bool IsPure(PairRule rule) =>
        (rule.SecondPattern is not null || rule.Match2.Pattern.OnlyLooks) && (!rule.Match2.ContextFirst || rule.Match2.Context!.OnlyLooksUp);

    private bool TryIndex(PairOperation operation)
    {
        if (_literal is null)
        {
            return false;
        }

        _scratch.Clear();
        Span<int> starts = stackalloc int[MostStarts];
        var count = _literal.Render(_scratch, operation.First, starts);
        if (!_literal.IsUsable(_scratch.Span) || !_index.TryAdd(operation, _scratch.Span, starts[..count]))
        {
            return false;
        }

        _set.PairIndexed(IsGated, 1);
        return true;
    }
}
