using SecSharp.Scheduling;

namespace SecSharp.Inputs.Timestamps;

/// <summary>
/// Turns local civil time into seconds since Epoch by the C library's rules (TZ). A time that the clock shows twice, at
/// the end of daylight saving time, is the one nearer to the time before it, the first without one; a time that the clock
/// leaves out, at the beginning, is read on the clock that was valid until then.
/// </summary>
internal sealed class LocalZone
{
    private const long None = long.MinValue;
    private const long Hour = 3600;
    private readonly LocalTime _time = new();
    private long _start = None;
    private long _end = None;
    private long _offset;
    private long _last = None;

    /// <param name="civil">Local civil seconds, see <see cref="CivilTime"/>.</param>
    /// <returns>Seconds since Epoch.</returns>
    // Hot path.
    public long ToSeconds(long civil)
    {
        _last = civil >= _start && civil < _end ? civil - _offset : ToSecondsAnew(civil);
        return _last;
    }

    /// <summary>Local civil seconds at a time.</summary>
    public long ToCivil(long seconds) => seconds + _time.OffsetAt(seconds);

    private long ToSecondsAnew(long civil)
    {
        // Where the offset is the same a day before and after, it is so for some hours around at least; near a change of
        // the offset it is looked at hour by hour, and in the hour of the change second by second.
        if (_time.OffsetAt(civil - CivilTime.SecondsPerDay) == _time.OffsetAt(civil + CivilTime.SecondsPerDay))
        {
            return Keep(civil - (8 * Hour), civil + (8 * Hour), _time.OffsetAt(civil + CivilTime.SecondsPerDay), civil);
        }

        var start = civil / Hour * Hour;
        var (first, second) = Readings(start);
        if (first == second && Readings(start + Hour - 1) == (first + Hour - 1, first + Hour - 1))
        {
            return Keep(start, start + Hour, start - first, civil);
        }

        (first, second) = Readings(civil);
        return first == second || _last == None || Math.Abs(first - _last) <= Math.Abs(second - _last) ? first : second;
    }

    private long Keep(long start, long end, long offset, long civil)
    {
        (_start, _end, _offset) = (start, end, offset);
        return civil - offset;
    }

    /// <summary>The times at which the clock shows <paramref name="civil"/>, the earlier one first; twice the same where it is one.</summary>
    private (long First, long Second) Readings(long civil)
    {
        // A day is more than any offset, so that these two are those before and after a change near the time.
        var before = _time.OffsetAt(civil - CivilTime.SecondsPerDay);
        var after = _time.OffsetAt(civil + CivilTime.SecondsPerDay);
        var first = civil - before;
        var second = civil - after;
        if (before == after)
        {
            return (first, first);
        }

        return (_time.OffsetAt(first) == before, _time.OffsetAt(second) == after) switch
        {
            (true, true) => (first, second),
            (false, true) => (second, second),
            _ => (first, first),
        };
    }
}
