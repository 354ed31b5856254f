namespace SecSharp.Correlation;

/// <summary>Occurrence times of events in the order of their occurrence, small while there are few.</summary>
internal struct EventTimes
{
    private long _only;
    private long[]? _times;
    private int _first;

    /// <summary>Number of times held.</summary>
    public int Count { get; private set; }

    /// <summary>The earliest time, seconds since Epoch.</summary>
    public readonly long Earliest => _times is null ? _only : _times[_first];

    public void Add(long time)
    {
        if (_times is null)
        {
            if (Count == 0)
            {
                _only = time;
                Count = 1;
                return;
            }

            _times = new long[4];
            _times[0] = _only;
        }
        else if (Count == _times.Length)
        {
            var grown = new long[Count * 2];
            for (var index = 0; index < Count; index++)
            {
                grown[index] = _times[(_first + index) % Count];
            }

            _times = grown;
            _first = 0;
        }

        _times[(_first + Count++) % _times.Length] = time;
    }

    public void RemoveEarliest()
    {
        _first = _times is null ? 0 : (_first + 1) % _times.Length;
        Count--;
    }

    /// <summary>Drops all times before <paramref name="start"/>.</summary>
    public void DropBefore(long start)
    {
        while (Count > 0 && Earliest < start)
        {
            RemoveEarliest();
        }
    }

    public readonly long[] ToArray()
    {
        var times = new long[Count];
        for (var index = 0; index < Count; index++)
        {
            times[index] = _times is null ? _only : _times[(_first + index) % _times.Length];
        }

        return times;
    }

    public void Clear()
    {
        _times = null;
        _first = Count = 0;
    }
}
