using SecSharp.Scheduling;

namespace SecSharp.Correlation;

/// <summary>All live operations, and when their windows end.</summary>
internal sealed class OperationTable
{
    private readonly TimingWheel<Operation> _wheel = new();
    private long _sequence;

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
        Count++;
        Reschedule(operation);
    }

    /// <summary>To be called when the beginning or the size of the window has changed.</summary>
    public void Reschedule(Operation operation)
    {
        if (operation.Window > 0)
        {
            _wheel.Schedule(operation, operation.WindowStart + operation.Window + 1);
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
        (operation as IDisposable)?.Dispose();
        Count--;
    }

    /// <summary>Operations whose windows are over, in order of creation.</summary>
    public List<Operation> TakeDue(long now) => _wheel.Advance(now);
}
