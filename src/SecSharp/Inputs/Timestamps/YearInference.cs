namespace SecSharp.Inputs.Timestamps;

/// <summary>
/// Gives timestamps without a year the year that their order implies. A date that would jump back by more than half a
/// year is in the next year; one that would jump ahead by almost a year, to the last 30 days before the time reached, is a
/// late one of the year before. February 29 of a year that has none is March 1.
/// </summary>
internal sealed class YearInference(YearReference reference, LocalZone zone)
{
    private const long MostBack = 183L * CivilTime.SecondsPerDay;
    private const long MostLate = 30L * CivilTime.SecondsPerDay;
    private int _year;
    private long _last;
    private int _month;
    private int _day;
    private long _startOfDay;

    /// <param name="month">1 to 12.</param>
    /// <param name="day">Day of the month; may run on into the next months.</param>
    /// <param name="clock">Seconds since midnight.</param>
    /// <returns>Local civil seconds, see <see cref="CivilTime"/>.</returns>
    // Hot path.
    public long ToCivil(int month, int day, int clock)
    {
        if (month != _month || day != _day)
        {
            (_month, _day) = (month, day);
            ChooseYear(month, day, clock);
            _startOfDay = CivilTime.StartOfDay(_year, month, day);
        }

        _last = _startOfDay + clock;
        return _last;
    }

    private void ChooseYear(int month, int day, int clock)
    {
        if (_year == 0)
        {
            _year = FirstYear(month, day, clock);
        }
        else
        {
            var civil = CivilTime.StartOfDay(_year, month, day) + clock;
            if (civil < _last - MostBack)
            {
                _year++;
            }
            else if (civil > _last + MostBack
                && CivilTime.StartOfDay(_year - 1, month, day) + clock >= _last - MostLate)
            {
                _year--;
            }
        }
    }

    private int FirstYear(int month, int day, int clock)
    {
        if (reference.Year != 0)
        {
            return reference.Year;
        }

        var limit = zone.ToCivil(reference.Time) + CivilTime.SecondsPerDay;
        var latest = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(limit, 0, TimestampFormat.LastSecond)).Year;
        for (var year = latest; year >= Math.Max(1970, latest - 8); year--)
        {
            if ((month != 2 || day != 29 || CivilTime.IsLeap(year)) && CivilTime.StartOfDay(year, month, day) + clock <= limit)
            {
                return year;
            }
        }

        return latest;
    }
}
