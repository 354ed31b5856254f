namespace SecSharp.Inputs.Timestamps;

/// <summary>A date read from a line, each reader taking the one that ends at a place (its separator from the clock time not included).</summary>
/// <param name="Year">The year; 0 where the date has none.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Start">Where it begins.</param>
internal readonly record struct CalendarDate(int Year, int Month, int Day, int Start)
{
    /// <summary>Whether there is such a date, year included.</summary>
    public bool IsDate => CivilTime.IsDate(Year, Month, Day);

    /// <summary>Whether the date lacks the year only.</summary>
    public bool IsDateWithoutYear => Year == 0 && CivilTime.IsDateOfSomeYear(Month, Day);

    /// <summary>Civil seconds of the date at a clock time.</summary>
    public long At(int clock) => CivilTime.StartOfDay(Year, Month, Day) + clock;

    /// <summary><c>2026-11-25</c> with the given separator.</summary>
    public static CalendarDate ReadNumbers(ReadOnlySpan<byte> line, int end, byte separator)
    {
        var start = end - 10;
        if (start < 0 || line[start + 4] != separator || line[start + 7] != separator || Digits.IsAt(line, start - 1))
        {
            return default;
        }

        return new CalendarDate(Digits.Four(line, start), Digits.Two(line, start + 5), Digits.Two(line, start + 8), start);
    }

    /// <summary><c>25/Nov/2026</c>.</summary>
    public static CalendarDate ReadAccessLog(ReadOnlySpan<byte> line, int end)
    {
        var start = end - 11;
        if (start < 0 || line[start + 2] != (byte)'/' || line[start + 6] != (byte)'/' || Digits.IsAt(line, start - 1))
        {
            return default;
        }

        return new CalendarDate(Digits.Four(line, start + 7), MonthNames.Abbreviated(line, start + 3), Digits.Two(line, start), start);
    }

    /// <summary><c>Nov 25</c>, <c>Nov  5</c>, <c>Nov 5</c> or one of these with a year after a blank.</summary>
    public static CalendarDate ReadSyslog(ReadOnlySpan<byte> line, int end)
    {
        var year = 0;
        if (Digits.Four(line, end - 4) is > 0 and var found)
        {
            year = found;
            end -= 5;
        }

        if (end < 5 || line[end] != (byte)' ' || !Digits.IsAt(line, end - 1))
        {
            return default;
        }

        var twoDigits = Digits.Two(line, end - 2);
        var day = twoDigits >= 0 ? twoDigits : line[end - 1] - (byte)'0';
        var monthEnd = end - (twoDigits >= 0 ? 3 : 2);
        if (line[monthEnd] != (byte)' ')
        {
            return default;
        }

        monthEnd -= twoDigits < 0 && line[monthEnd - 1] == (byte)' ' ? 1 : 0;
        var start = monthEnd - 3;
        return start > 0 && char.IsAsciiLetterOrDigit((char)line[start - 1])
            ? default
            : new CalendarDate(year, MonthNames.Abbreviated(line, start), day, start);
    }
}
