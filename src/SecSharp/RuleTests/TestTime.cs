using System.Globalization;
using System.Text;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.RuleTests;

/// <summary>
/// A moment in a rule test: <c>+1h30m</c> after its start, or a date and a time on the clock (<c>2026-03-01 02:30:00</c>),
/// with an offset from UTC behind it or else in the time zone of the test.
/// </summary>
/// <param name="IsRelative">Whether it counts from the start.</param>
/// <param name="Seconds">Seconds from the start, or civil seconds (<see cref="CivilTime"/>).</param>
/// <param name="Offset">Seconds that the clock is ahead of UTC; null: as in the time zone of the test.</param>
internal readonly record struct TestTime(bool IsRelative, long Seconds, long? Offset = null)
{
    /// <summary>What a time looks like, for messages.</summary>
    public const string Forms = "+90s, +5m, +1h30m, +1d (from the start of the test) or 2026-03-01 02:30:00";

    /// <summary>Seconds since Epoch.</summary>
    /// <param name="start">Start of the test, seconds since Epoch.</param>
    /// <param name="zone">The time zone of the test.</param>
    public long Resolve(long start, LocalZone zone) => (IsRelative, Offset) switch
    {
        (true, _) => start + Seconds,
        (false, { } offset) => Seconds - offset,
        _ => zone.ToSeconds(Seconds),
    };

    /// <summary>Reads a time at the beginning of a text; it ends at its end or at a blank.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out TestTime time, out int length)
    {
        time = default;
        length = 0;
        return text is ['+', ..] ? TryReadOffset(text, out time, out length) : TryReadClock(text, out time, out length);
    }

    /// <summary>Reads a text that is a time and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TestTime time) =>
        TryRead(text, out time, out var length) && length == text.Length;

    /// <summary>Seconds from the start as a text that can be read again: <c>+1h30m</c>.</summary>
    public static string Relative(long seconds)
    {
        if (seconds == 0)
        {
            return "+0s";
        }

        var text = new StringBuilder("+");
        foreach (var (size, unit) in (ReadOnlySpan<(long, char)>)[(86_400, 'd'), (3600, 'h'), (60, 'm'), (1, 's')])
        {
            var (count, rest) = Math.DivRem(seconds, size);
            seconds = rest;
            if (count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
            }
        }

        return text.ToString();
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TestTime time, out int length)
    {
        time = default;
        length = 1;
        long total = 0;
        while (length < text.Length && !IsBlank(text[length]))
        {
            var start = length;
            long number = 0;
            while (length < text.Length && char.IsAsciiDigit(text[length]) && length - start < 10)
            {
                number = (number * 10) + text[length++] - '0';
            }

            if (length == start || length == text.Length)
            {
                return false;
            }

            long size = text[length++] switch { 'd' => 86_400, 'h' => 3600, 'm' => 60, 's' => 1, _ => 0 };
            if (size == 0)
            {
                return false;
            }

            total += number * size;
        }

        time = new TestTime(true, total);
        return length > 1 && total <= TimestampFormat.LastSecond;
    }

    private static bool TryReadClock(ReadOnlySpan<char> text, out TestTime time, out int length)
    {
        time = default;
        length = 0;
        if (!TryReadNumber(text, ref length, 4, '-', out var year) || !TryReadNumber(text, ref length, 2, '-', out var month)
            || !TryReadNumber(text, ref length, 2, null, out var day) || !CivilTime.IsDate(year, month, day)
            || length >= text.Length || text[length++] is not (' ' or 'T' or 't')
            || !TryReadNumber(text, ref length, 2, ':', out var hour) || !TryReadNumber(text, ref length, 2, null, out var minute))
        {
            return false;
        }

        var second = 0;
        if (length < text.Length && text[length] == ':')
        {
            length++;
            if (!TryReadNumber(text, ref length, 2, null, out second))
            {
                return false;
            }
        }

        if (hour > 23 || minute > 59 || second > 59 || !TryReadZone(text, ref length, out var offset))
        {
            return false;
        }

        time = new TestTime(false, CivilTime.StartOfDay(year, month, day) + (hour * 3600) + (minute * 60) + second, offset);
        return length == text.Length || IsBlank(text[length]);
    }

    private static bool TryReadZone(ReadOnlySpan<char> text, ref int length, out long? offset)
    {
        offset = null;
        if (length == text.Length || IsBlank(text[length]))
        {
            return true;
        }

        var sign = text[length++];
        if (sign is 'Z' or 'z')
        {
            offset = 0;
            return true;
        }

        if (sign is not ('+' or '-') || !TryReadNumber(text, ref length, 2, ':', out var hours) || !TryReadNumber(text, ref length, 2, null, out var minutes))
        {
            return false;
        }

        offset = (sign == '-' ? -60L : 60L) * ((hours * 60) + minutes);
        return hours < 24 && minutes < 60;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, ref int at, int digits, char? end, out int number)
    {
        number = 0;
        for (var count = 0; count < digits; count++, at++)
        {
            if (at >= text.Length || !char.IsAsciiDigit(text[at]))
            {
                return false;
            }

            number = (number * 10) + text[at] - '0';
        }

        return end is null || (at < text.Length && text[at++] == end);
    }

    private static bool IsBlank(char letter) => letter is ' ' or '\t';
}
