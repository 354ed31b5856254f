using SecSharp.Scheduling;

namespace SecSharp.Inputs;

/// <summary>Synthetic and internal events that wait to be processed, and those that are not due yet.</summary>
internal sealed class EventQueue
{
    private readonly Queue<PendingEvent> _ready = new();
    private readonly Stack<PendingEvent> _free = new();
    private readonly TimingWheel<DelayedEvent> _delayed = new();
    private long _sequence;

    /// <summary>Whether events wait to be processed.</summary>
    public bool IsEmpty => _ready.Count == 0;

    /// <summary>Number of events that are not due yet.</summary>
    public int DelayedCount => _delayed.Count;

    /// <summary>The events that are not due yet, with the second at which they are, in this order.</summary>
    public IEnumerable<(ByteString Text, ByteString Context, long Due)> Delayed => _delayed.Items()
        .OrderBy(static item => item.Due)
        .ThenBy(static item => item.Sequence)
        .Select(static item => (new ByteString(item.Key), item.Context, item.Due));

    /// <summary>A second not later than the first at which an event is due.</summary>
    public long NextDue => _delayed.NextTurn();

    /// <summary>Adds an event to be processed before the next input line.</summary>
    /// <param name="text">The event.</param>
    /// <param name="context">Its internal context; empty for the default one.</param>
    public void Enqueue(ReadOnlySpan<byte> text, ByteString context)
    {
        if (!_free.TryPop(out var pending))
        {
            pending = new PendingEvent();
        }

        pending.Set(text, context);
        _ready.Enqueue(pending);
    }

    /// <summary>Adds an event that is due at the second <paramref name="due"/>.</summary>
    public void Schedule(ReadOnlySpan<byte> text, ByteString context, long due) =>
        _delayed.Schedule(new DelayedEvent(text.ToArray(), context) { Sequence = ++_sequence }, due);

    /// <summary>Makes delayed events ready that are due by <paramref name="now"/>.</summary>
    public void Release(long now)
    {
        var due = _delayed.Advance(now);
        if (due.Count > 1)
        {
            due.Sort(static (left, right) => left.Sequence.CompareTo(right.Sequence));
        }

        foreach (var delayed in due)
        {
            Enqueue(delayed.Key, delayed.Context);
        }
    }

    /// <summary>Takes the next event; it is to be given back with <see cref="Return"/>.</summary>
    public PendingEvent Dequeue() => _ready.Dequeue();

    public void Return(PendingEvent pending) => _free.Push(pending);

    /// <summary>Hands the events that wait to another queue, in their order; those that are not due yet stay.</summary>
    public void MoveReadyTo(EventQueue other)
    {
        while (_ready.TryDequeue(out var pending))
        {
            other._ready.Enqueue(pending);
        }
    }

    private sealed class DelayedEvent(byte[] text, ByteString context) : TimedItem(text)
    {
        public ByteString Context => context;
    }
}

/// <summary>An event that waits to be processed.</summary>
internal sealed class PendingEvent
{
    private byte[] _bytes = [];
    private int _length;

    public ArraySegment<byte> Text => new(_bytes, 0, _length);

    /// <summary>Its internal context; empty for the default one.</summary>
    public ByteString Context { get; private set; }

    internal void Set(ReadOnlySpan<byte> text, ByteString context)
    {
        if (_bytes.Length < text.Length)
        {
            _bytes = new byte[Math.Max(128, text.Length)];
        }

        text.CopyTo(_bytes);
        _length = text.Length;
        Context = context;
    }
}
