using System.Runtime.CompilerServices;

namespace SecSharp.Correlation;

/// <summary>
/// Occurrence times of events in the order of their occurrence; a few are kept in place. They are kept as seconds since
/// the start of the operation, in 32 bits: beyond 68 years they no longer differ.
/// </summary>
internal struct EventTimes
{
    private const int MostInPlace = 5;

    private Few _few;
    private byte _first;
    private byte _count;
    private Queue<int>? _many;

    /// <summary>Number of times held.</summary>
    public readonly int Count => _many?.Count ?? _count;

    /// <summary>The earliest time, in seconds since the start of the operation.</summary>
    public readonly long Earliest => _many?.Peek() ?? _few[_first];

    /// <summary>Adds an event that has occurred <paramref name="time"/> seconds after the start of the operation.</summary>
    public void Add(long time)
    {
        // Hot path.
        var seconds = (int)Math.Clamp(time, int.MinValue, int.MaxValue);
        if (_many is null && _count < MostInPlace)
        {
            _few[(_first + _count++) % MostInPlace] = seconds;
            return;
        }

        if (_many is null)
        {
            _many = new Queue<int>(3 * MostInPlace);
            for (var index = 0; index < _count; index++)
            {
                _many.Enqueue(_few[(_first + index) % MostInPlace]);
            }
        }

        _many.Enqueue(seconds);
    }

    public void RemoveEarliest()
    {
        if (_many is null)
        {
            _first = (byte)((_first + 1) % MostInPlace);
            _count--;
        }
        else
        {
            _many.Dequeue();
        }
    }

    /// <summary>Drops all times before <paramref name="start"/>, in seconds since the start of the operation.</summary>
    public void DropBefore(long start)
    {
        while (Count > 0 && Earliest < start)
        {
            RemoveEarliest();
        }
    }

    /// <summary>The times in seconds since Epoch.</summary>
    /// <param name="started">The start of the operation, in seconds since Epoch.</param>
    public readonly long[] ToArray(long started)
    {
        var times = new long[Count];
        for (var index = 0; index < _count && _many is null; index++)
        {
            times[index] = started + _few[(_first + index) % MostInPlace];
        }

        return _many is null ? times : [.. _many.Select(seconds => started + seconds)];
    }

    public void Clear() => this = default;

    [InlineArray(MostInPlace)]
    private struct Few
    {
        private int _time;
    }
}
