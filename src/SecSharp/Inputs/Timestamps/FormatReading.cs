namespace SecSharp.Inputs.Timestamps;

/// <summary>The parts of a time that a format has read from a line; 0 stands for absent.</summary>
internal struct FormatReading
{
    public int Year;
    public int Month;
    public int Day;
    public int DayOfYear;
    public int Hour;
    public int Minute;
    public int Second;
    private Half _half;
    private long? _epoch;
    private int? _offset;

    private enum Half
    {
        None,
        Morning,
        Afternoon,
    }

    /// <summary>Reads AM or PM.</summary>
    public bool TryReadHalf(ReadOnlySpan<byte> line, ref int at)
    {
        if (at > line.Length - 2 || (line[at + 1] | 0x20) != 'm')
        {
            return false;
        }

        _half = (line[at] | 0x20) switch
        {
            'a' => Half.Morning,
            'p' => Half.Afternoon,
            _ => Half.None,
        };
        at += 2;
        return _half != Half.None;
    }

    /// <summary>Reads seconds since Epoch.</summary>
    public bool TryReadEpoch(ReadOnlySpan<byte> line, ref int at)
    {
        var start = at;
        at = Digits.End(line, at);
        var found = Numbers.TryReadUnsigned(line[start..at], out var seconds);
        _epoch = seconds;
        return found;
    }

    /// <summary>Reads an offset from UTC.</summary>
    public bool TryReadOffset(ReadOnlySpan<byte> line, ref int at)
    {
        var found = ZoneOffset.TryRead(line, ref at, out var offset);
        _offset = offset;
        return found;
    }

    /// <summary>Reads the name of a time zone.</summary>
    public bool TryReadZoneName(ReadOnlySpan<byte> line, ref int at)
    {
        var rest = line[at..];
        var length = 0;
        while (length < rest.Length && char.IsAsciiLetter((char)rest[length]))
        {
            length++;
        }

        var name = rest[..length];
        at += length;
        if (name.SequenceEqual("UTC"u8) || name.SequenceEqual("GMT"u8) || name.SequenceEqual("Z"u8))
        {
            _offset ??= 0;
        }

        return length > 0;
    }

    /// <summary>The time that the parts give together.</summary>
    /// <returns>False when there is no such day.</returns>
    public readonly bool TryResolve(LocalZone zone, YearInference years, out long seconds)
    {
        if (_epoch is { } epoch)
        {
            seconds = epoch;
            return true;
        }

        // Without a month the day of the year counts as a day of January.
        var (month, day) = Month == 0 || Day == 0 ? (1, DayOfYear) : (Month, Day);
        var isDay = DayOfYear != 0 && month == 1 && day == DayOfYear
            ? DayOfYear < 366 || Year == 0 || CivilTime.IsLeap(Year)
            : Year == 0 ? CivilTime.IsDateOfSomeYear(month, day) : CivilTime.IsDate(Year, month, day);
        if (!isDay)
        {
            seconds = 0;
            return false;
        }

        var hour = _half == Half.None ? Hour : (Hour % 12) + (_half == Half.Afternoon ? 12 : 0);
        var clock = (hour * 3600) + (Minute * 60) + Second;
        var civil = Year == 0 ? years.ToCivil(month, day, clock) : CivilTime.StartOfDay(Year, month, day) + clock;
        seconds = _offset is { } offset ? civil - offset : zone.ToSeconds(civil);
        return true;
    }
}
