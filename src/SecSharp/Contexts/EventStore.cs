namespace SecSharp.Contexts;

/// <summary>The event store of a context: strings in order, each with the time (seconds since Epoch) at which it was written.</summary>
internal sealed class EventStore
{
    private (byte[] Text, long Time)[] _events = [];
    private int _first;

    /// <summary>Number of strings.</summary>
    public int Count { get; private set; }

    /// <summary>The string with the given index, 0 being the first.</summary>
    public byte[] this[int index] => _events[Position(index)].Text;

    /// <summary>The time at which a string was written, in seconds since Epoch.</summary>
    public long TimeOf(int index) => _events[Position(index)].Time;

    public void Append(byte[] text, long time)
    {
        MakeRoom();
        _events[Position(Count++)] = (text, time);
    }

    /// <summary>Puts a string before the first one.</summary>
    public void Prepend(byte[] text, long time)
    {
        MakeRoom();
        _first = (_first - 1 + _events.Length) % _events.Length;
        _events[_first] = (text, time);
        Count++;
    }

    /// <summary>Takes out the first string; null when there is none.</summary>
    public byte[]? TakeFirst()
    {
        if (Count == 0)
        {
            return null;
        }

        var text = _events[_first].Text;
        _events[_first] = default;
        _first = Position(1);
        Count--;
        return text;
    }

    /// <summary>Takes out the last string; null when there is none.</summary>
    public byte[]? TakeLast()
    {
        if (Count == 0)
        {
            return null;
        }

        ref var last = ref _events[Position(--Count)];
        var text = last.Text;
        last = default;
        return text;
    }

    /// <summary>Takes out the strings written before <paramref name="time"/>, in their order.</summary>
    public List<byte[]> TakeOlderThan(long time)
    {
        var kept = new List<(byte[] Text, long Time)>();
        var removed = new List<byte[]>();
        for (var index = 0; index < Count; index++)
        {
            var item = _events[Position(index)];
            if (item.Time < time)
            {
                removed.Add(item.Text);
            }
            else
            {
                kept.Add(item);
            }
        }

        if (removed.Count > 0)
        {
            _events = [.. kept];
            _first = 0;
            Count = kept.Count;
        }

        return removed;
    }

    public void Clear()
    {
        _events = [];
        _first = Count = 0;
    }

    /// <summary>Appends all strings joined by newlines.</summary>
    public void AppendJoined(ByteBuilder output)
    {
        for (var index = 0; index < Count; index++)
        {
            if (index > 0)
            {
                output.Append((byte)'\n');
            }

            output.Append(this[index]);
        }
    }

    private int Position(int index) => (_first + index) % _events.Length;

    private void MakeRoom()
    {
        if (Count < _events.Length)
        {
            return;
        }

        var grown = new (byte[] Text, long Time)[Math.Max(4, Count * 2)];
        for (var index = 0; index < Count; index++)
        {
            grown[index] = _events[Position(index)];
        }

        _events = grown;
        _first = 0;
    }
}
