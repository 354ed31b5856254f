using SecSharp.Scheduling;

namespace SecSharp.Correlation;

/// <summary>
/// The order in which the operations of a Pair rule see a line. Operations are put in their places when a walk needs them,
/// and stay there.
/// </summary>
internal sealed class PairWalk
{
    /// <summary>Up to so many new operations are put in one by one.</summary>
    private const int MostInsertions = 8;

    private readonly PairRule _rule;
    private readonly WalkOrder _order;
    private readonly Comparer<WalkOrder.Place> _comparer;
    private readonly List<WalkOrder.Place> _places = [];
    private long _lastSequence;
    private int _growths;

    public PairWalk(PairRule rule)
    {
        _rule = rule;
        _order = new WalkOrder(rule.Operations.Entries);
        _comparer = Comparer<WalkOrder.Place>.Create(_order.Compare);
    }

    /// <summary>Number of places.</summary>
    public int Count => _places.Count;

    /// <summary>The operation at a place; it may have finished.</summary>
    public PairOperation this[int place] => (PairOperation)_places[place].Entry;

    public void Started(PairOperation operation) => _order.Added(operation);

    public void Ended(PairOperation operation)
    {
        _order.Removed(operation);
        if (!_rule.HasOperations)
        {
            _places.Clear();
        }
    }

    /// <summary>Puts some of the operations in order.</summary>
    public void Sort(List<PairOperation> operations) => _order.Sort(operations);

    /// <summary>Brings all places up to date.</summary>
    public void Arrange()
    {
        if (_places.Count > 2 * _rule.Operations.Count)
        {
            _places.RemoveAll(static place => ((PairOperation)place.Entry).IsFinished);
        }

        var hasGrown = _growths != _order.Growths;
        _growths = _order.Growths;
        var added = 0;
        for (var operation = _rule.Newest; operation is not null && operation.Sequence > _lastSequence; operation = operation.Older)
        {
            added++;
        }

        var isSorted = !hasGrown && added <= MostInsertions;
        for (var operation = _rule.Newest; added > 0; operation = operation!.Older, added--)
        {
            var place = _order.PlaceOf(operation!);
            _places.Insert(isSorted ? ~_places.BinarySearch(place, _comparer) : _places.Count, place);
        }

        _lastSequence = _rule.Newest?.Sequence ?? _lastSequence;
        if (!isSorted)
        {
            _places.Sort(_comparer);
        }
    }

    /// <summary>The first place after an operation, which may have none itself as it has finished.</summary>
    public int PlaceAfter(PairOperation operation)
    {
        var place = _places.BinarySearch(_order.PlaceOf(operation), _comparer);
        return place < 0 ? ~place : place + 1;
    }
}
