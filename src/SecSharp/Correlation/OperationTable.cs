using SecSharp.Observing;
using SecSharp.Scheduling;

namespace SecSharp.Correlation;

/// <summary>All live operations, and when their windows end.</summary>
internal sealed class OperationTable
{
    private readonly TimingWheel<Operation> _wheel = new();
    private readonly List<CorrelatingRule> _rules = [];
    private readonly WalkOrder _order;
    private int _mostRules = 16;
    private long _sequence;

    public OperationTable() => _order = new WalkOrder(Entries);

    /// <summary>The engine's.</summary>
    public EngineObserver? Observer { get; set; }

    /// <summary>Number of live operations.</summary>
    public int Count { get; private set; }

    /// <summary>Number of operations started so far.</summary>
    public long Started => _sequence;

    /// <summary>A second not later than the first at which a window ends.</summary>
    public long NextDue => _wheel.NextTurn();

    /// <summary>Starts an operation whose window begins at <paramref name="now"/>.</summary>
    public void Add(Operation operation, long now)
    {
        operation.Sequence = ++_sequence;
        operation.Started = operation.WindowStart = now;
        operation.Rule.Operations.Add(operation);
        if (!operation.Rule.IsInTable)
        {
            AddRule(operation.Rule);
        }

        Count++;
        _order.Added(operation);
        Reschedule(operation);
        Observer?.OperationCreated(operation);
    }

    /// <summary>To be called when the beginning or the size of the window has changed.</summary>
    public void Reschedule(Operation operation)
    {
        if (operation.Window > 0)
        {
            _wheel.Schedule(operation, operation.WindowStart + operation.Window + 1);
        }
        else
        {
            _wheel.Cancel(operation);
            operation.Due = long.MaxValue;
        }
    }

    /// <summary>Ends an operation without further ado.</summary>
    public void Remove(Operation operation)
    {
        if (operation.IsFinished)
        {
            return;
        }

        operation.IsFinished = true;
        operation.Rule.Operations.Remove(operation);
        _wheel.Cancel(operation);
        _order.Removed(operation);
        (operation as IDisposable)?.Dispose();
        Count--;
        Observer?.OperationEnded(operation);
    }

    /// <summary>Operations whose windows are over, in the order in which they act.</summary>
    public List<Operation> TakeDue(long now)
    {
        var due = _wheel.Advance(now);
        _order.Sort(due);
        return due;
    }

    private IEnumerable<Operation> Entries() => _rules.SelectMany(static rule => rule.Operations.Entries());

    /// <summary>Adds a rule that has got an operation, and drops those that have none, which may be gone, from time to time.</summary>
    private void AddRule(CorrelatingRule rule)
    {
        if (_rules.Count == _mostRules)
        {
            _rules.RemoveAll(static other => !(other.IsInTable = other.Operations.Count > 0));
            _mostRules = Math.Max(16, 2 * _rules.Count);
        }

        rule.IsInTable = true;
        _rules.Add(rule);
    }
}
