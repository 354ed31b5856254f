namespace SecSharp.Inputs.Timestamps;

/// <summary>
/// Timestamps that hold a clock time <c>hh:mm:ss</c> right after a date: those of syslog, ISO 8601, Apache and nginx. The
/// first place in the line counts at which one of the accepted forms stands.
/// </summary>
internal sealed class ClockTimestamp(DateForms forms, LocalZone zone, YearInference years) : TimestampFormat
{
    /// <summary>Bytes of <c>Nov 5</c>.</summary>
    private const int ShortestDate = 5;

    // Hot path.
    public override bool TryFind(ReadOnlySpan<byte> line, out long seconds, out int end)
    {
        for (var colon = line.IndexOf((byte)':'); ;)
        {
            if (TryReadAt(line, colon, out seconds, out end))
            {
                return true;
            }

            var next = line[(colon + 1)..].IndexOf((byte)':');
            if (next < 0)
            {
                return false;
            }

            colon += next + 1;
        }
    }

    /// <summary>Reads the timestamp whose hours and minutes are separated by the colon at <paramref name="colon"/>.</summary>
    public bool TryReadAt(ReadOnlySpan<byte> line, int colon, out long seconds, out int end)
    {
        seconds = 0;
        end = colon + 6;
        if (colon < ShortestDate + 3 || end > line.Length || line[colon + 3] != (byte)':' || Digits.IsAt(line, end))
        {
            return false;
        }

        var hour = Digits.Two(line, colon - 2);
        var minute = Digits.Two(line, colon + 1);
        var second = Digits.Two(line, colon + 4);
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 60)
        {
            return false;
        }

        // 60 is a leap second, which seconds since Epoch do not count: the first one of the next minute.
        var clock = (hour * 3600) + (minute * 60) + second;
        var dateEnd = colon - 3;
        return (line[dateEnd], line[dateEnd - 3]) switch
        {
            ((byte)'T', _) or ((byte)' ', (byte)'-') =>
                TryRead(DateForms.Iso, CalendarDate.ReadNumbers(line, dateEnd, (byte)'-'), line, clock, ref end, out seconds),
            ((byte)' ', (byte)'/') =>
                TryRead(DateForms.Slashes, CalendarDate.ReadNumbers(line, dateEnd, (byte)'/'), line, clock, ref end, out seconds),
            ((byte)':', _) =>
                TryRead(DateForms.AccessLog, CalendarDate.ReadAccessLog(line, dateEnd), line, clock, ref end, out seconds),
            ((byte)' ', _) => TryReadWithNames(CalendarDate.ReadSyslog(line, dateEnd), line, clock, ref end, out seconds),
            _ => false,
        };
    }

    private bool TryRead(
        DateForms form, in CalendarDate date, ReadOnlySpan<byte> line, int clock, ref int end, out long seconds)
    {
        seconds = 0;
        if ((forms & form) == 0 || !date.IsDate)
        {
            return false;
        }

        end = Digits.EndOfFraction(line, end);
        seconds = form != DateForms.Slashes && ZoneOffset.TryReadAfterBlank(line, ref end, out var offset)
            ? date.At(clock) - offset
            : zone.ToSeconds(date.At(clock));
        return true;
    }

    private bool TryReadWithNames(in CalendarDate date, ReadOnlySpan<byte> line, int clock, ref int end, out long seconds)
    {
        var yearEnd = Digits.EndOfFraction(line, end) + 5;
        if ((forms & DateForms.YearLast) != 0
            && MonthNames.IsWeekday(line, date.Start - 4)
            && Digits.Four(line, yearEnd - 4) is >= 0 and var year
            && line[yearEnd - 5] == (byte)' '
            && !Digits.IsAt(line, yearEnd)
            && (date with { Year = year }) is { IsDate: true } dated)
        {
            end = yearEnd;
            seconds = zone.ToSeconds(dated.At(clock));
            return true;
        }

        var known = (forms & DateForms.Syslog) != 0 && (date.IsDateWithoutYear || date.IsDate);
        seconds = !known ? 0 : zone.ToSeconds(date.Year == 0 ? years.ToCivil(date.Month, date.Day, clock) : date.At(clock));
        return known;
    }
}
