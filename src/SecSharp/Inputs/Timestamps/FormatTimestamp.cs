using System.Collections.Immutable;

namespace SecSharp.Inputs.Timestamps;

/// <summary>Timestamps of a format given by its directives, at the first place in the line where all of it matches.</summary>
internal sealed class FormatTimestamp(ImmutableArray<FormatElement> elements, LocalZone zone, YearInference years) : TimestampFormat
{
    private readonly FormatElement _first = elements[0];

    // Hot path.
    public override bool TryFind(ReadOnlySpan<byte> line, out long seconds, out int end)
    {
        for (var start = NextStart(line, 0); start < line.Length; start = NextStart(line, start + 1))
        {
            var time = new FormatReading();
            end = start;
            if (Matches(line, ref end, ref time) && time.TryResolve(zone, years, out seconds))
            {
                return true;
            }
        }

        seconds = 0;
        end = 0;
        return false;
    }

    /// <summary>The first place from <paramref name="at"/> on where the format may begin; numbers and names begin at their first byte.</summary>
    private int NextStart(ReadOnlySpan<byte> line, int at)
    {
        if (at >= line.Length)
        {
            return line.Length;
        }

        switch (_first.Kind)
        {
            case FormatElementKind.Literal:
                var found = line[at..].IndexOf(_first.Literal);
                return found < 0 ? line.Length : at + found;
            case FormatElementKind.MonthName or FormatElementKind.WeekdayName or FormatElementKind.Half or FormatElementKind.ZoneName:
                while (at < line.Length && !(IsLetter(line[at]) && (at == 0 || !IsLetter(line[at - 1]))))
                {
                    at++;
                }

                return at;
            case FormatElementKind.Offset:
                return at;
            default:
                while (at < line.Length && !(Digits.Is(line[at]) && !Digits.IsAt(line, at - 1)))
                {
                    at++;
                }

                return at;
        }
    }

    private bool Matches(ReadOnlySpan<byte> line, ref int at, ref FormatReading time)
    {
        foreach (var element in elements)
        {
            if (!Matches(element, line, ref at, ref time))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Matches(FormatElement element, ReadOnlySpan<byte> line, ref int at, ref FormatReading time)
    {
        switch (element.Kind)
        {
            case FormatElementKind.Literal:
                return at < line.Length && line[at++] == element.Literal;
            case FormatElementKind.WhiteSpace:
                while (at < line.Length && line[at] is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'))
                {
                    at++;
                }

                return true;
            case FormatElementKind.Year:
                return Set(out time.Year, Digits.Four(line, at), 1970, 9999) && Skip(ref at, 4);
            case FormatElementKind.YearOfCentury:
                var year = Digits.Two(line, at);
                return Set(out time.Year, year < 0 ? -1 : year + (year < 69 ? 2000 : 1900), 1970, 2068) && Skip(ref at, 2);
            case FormatElementKind.Month:
                return Set(out time.Month, Number(line, ref at, 2), 1, 12);
            case FormatElementKind.MonthName:
                return Set(out time.Month, MonthNames.ReadMonth(line, ref at), 1, 12);
            case FormatElementKind.Day:
                return Set(out time.Day, NumberAfterBlank(line, ref at), 1, 31);
            case FormatElementKind.DayOfYear:
                return Set(out time.DayOfYear, Number(line, ref at, 3), 1, 366);
            case FormatElementKind.WeekdayName:
                return MonthNames.ReadWeekday(line, ref at) != 0;
            case FormatElementKind.Hour:
                return Set(out time.Hour, NumberAfterBlank(line, ref at), 0, 23);
            case FormatElementKind.HourOfHalf:
                return Set(out time.Hour, NumberAfterBlank(line, ref at), 1, 12);
            case FormatElementKind.Half:
                return time.TryReadHalf(line, ref at);
            case FormatElementKind.Minute:
                return Set(out time.Minute, Number(line, ref at, 2), 0, 59);
            case FormatElementKind.Second:
                return Set(out time.Second, Number(line, ref at, 2), 0, 60);
            case FormatElementKind.Fraction:
                var start = at;
                at = Digits.End(line, at);
                return at > start;
            case FormatElementKind.Epoch:
                return time.TryReadEpoch(line, ref at);
            case FormatElementKind.Offset:
                return time.TryReadOffset(line, ref at);
            default:
                return time.TryReadZoneName(line, ref at);
        }
    }

    private static bool Set(out int field, int value, int least, int most)
    {
        field = value;
        return value >= least && value <= most;
    }

    private static bool Skip(ref int at, int count)
    {
        at += count;
        return true;
    }

    private static int NumberAfterBlank(ReadOnlySpan<byte> line, ref int at)
    {
        at += at < line.Length && line[at] == (byte)' ' ? 1 : 0;
        return Number(line, ref at, 2);
    }

    private static int Number(ReadOnlySpan<byte> line, ref int at, int mostDigits)
    {
        var value = -1;
        for (var end = at + mostDigits; at < end && Digits.IsAt(line, at); at++)
        {
            value = (Math.Max(value, 0) * 10) + (line[at] - (byte)'0');
        }

        return value;
    }

    private static bool IsLetter(byte character) => char.IsAsciiLetter((char)character);
}
