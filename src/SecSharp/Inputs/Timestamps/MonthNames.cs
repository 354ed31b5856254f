namespace SecSharp.Inputs.Timestamps;

/// <summary>English names of months and weekdays, as logs have them in every locale.</summary>
internal static class MonthNames
{
    private static readonly byte[][] Months =
    [
        [.. "january"u8], [.. "february"u8], [.. "march"u8], [.. "april"u8], [.. "may"u8], [.. "june"u8],
        [.. "july"u8], [.. "august"u8], [.. "september"u8], [.. "october"u8], [.. "november"u8], [.. "december"u8],
    ];

    private static readonly byte[][] Weekdays =
    [
        [.. "sunday"u8], [.. "monday"u8], [.. "tuesday"u8], [.. "wednesday"u8], [.. "thursday"u8], [.. "friday"u8], [.. "saturday"u8],
    ];

    /// <summary>The month (1 to 12) whose abbreviation stands at <paramref name="at"/>, in any case; 0 when none does.</summary>
    public static int Abbreviated(ReadOnlySpan<byte> line, int at) => Packed(line, at) switch
    {
        0x6a616e => 1,
        0x666562 => 2,
        0x6d6172 => 3,
        0x617072 => 4,
        0x6d6179 => 5,
        0x6a756e => 6,
        0x6a756c => 7,
        0x617567 => 8,
        0x736570 => 9,
        0x6f6374 => 10,
        0x6e6f76 => 11,
        0x646563 => 12,
        _ => 0,
    };

    /// <summary>Whether the abbreviation of a weekday stands at <paramref name="at"/>, in any case.</summary>
    public static bool IsWeekday(ReadOnlySpan<byte> line, int at) =>
        Packed(line, at) is 0x73756e or 0x6d6f6e or 0x747565 or 0x776564 or 0x746875 or 0x667269 or 0x736174;

    /// <summary>Reads the full name of a month or its abbreviation.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where it begins; moved to its end.</param>
    /// <returns>1 to 12; 0 when there is none.</returns>
    public static int ReadMonth(ReadOnlySpan<byte> line, ref int at) => Read(Months, line, ref at);

    /// <summary>Reads the full name of a weekday or its abbreviation.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where it begins; moved to its end.</param>
    /// <returns>1 (Sunday) to 7; 0 when there is none.</returns>
    public static int ReadWeekday(ReadOnlySpan<byte> line, ref int at) => Read(Weekdays, line, ref at);

    private static int Packed(ReadOnlySpan<byte> line, int at) =>
        at < 0 || at > line.Length - 3 ? 0 : ((line[at] | 0x20) << 16) | ((line[at + 1] | 0x20) << 8) | (line[at + 2] | 0x20);

    private static int Read(byte[][] names, ReadOnlySpan<byte> line, ref int at)
    {
        var rest = line[at..];
        for (var index = 0; index < names.Length; index++)
        {
            ReadOnlySpan<byte> name = names[index];
            if (StartsWith(rest, name[..3]))
            {
                at += StartsWith(rest, name) ? name.Length : 3;
                return index + 1;
            }
        }

        return 0;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        if (text.Length < name.Length)
        {
            return false;
        }

        for (var index = 0; index < name.Length; index++)
        {
            if ((text[index] | 0x20) != name[index])
            {
                return false;
            }
        }

        return true;
    }
}
