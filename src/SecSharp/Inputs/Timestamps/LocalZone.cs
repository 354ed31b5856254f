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
    private readonly LocalTime _time = new();
    private long _hour = None;
    private long _hourOffset;
    private long _last = None;

    /// <param name="civil">Local civil seconds, see <see cref="CivilTime"/>.</param>
    /// <returns>Seconds since Epoch.</returns>
    // Hot path.
    public long ToSeconds(long civil)
    {
        var hour = civil / 3600;
        _last = hour == _hour ? civil - _hourOffset : ToSecondsAnew(civil, hour);
        return _last;
    }

    /// <summary>Local civil seconds at a time.</summary>
    public long ToCivil(long seconds) => seconds + _time.OffsetAt(seconds);

    private long ToSecondsAnew(long civil, long hour)
    {
        var start = hour * 3600;
        var (first, second) = Readings(start);
        if (first == second && Readings(start + 3599) == (first + 3599, first + 3599))
        {
            _hour = hour;
            _hourOffset = start - first;
            return civil - _hourOffset;
        }

        (first, second) = Readings(civil);
        return first == second || _last == None || Math.Abs(first - _last) <= Math.Abs(second - _last) ? first : second;
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
