namespace SecSharp.Inputs.Timestamps;

/// <summary>
/// Seconds since Epoch with or without a fraction, milli-, micro- or nanoseconds, told apart by their number of digits (up
/// to 11, 14, 17, 19). Found at the beginning of a line, after blanks, a bracket or a quote; behind it where a name says so
/// (<c>audit(</c>, <c>ts=</c>, <c>"time":</c>, <c>timestamp</c>); and, unless <paramref name="plausibleOnly"/> says otherwise,
/// wherever a number of at least nine digits stands alone.
/// </summary>
/// <param name="plausibleOnly">Whether only times from September 2001 to June 2128 are taken for times.</param>
internal sealed class EpochTimestamp(bool plausibleOnly) : TimestampFormat
{
    private const int FewestDigitsInside = 9;
    private const long EarliestPlausible = 1_000_000_000;
    private const long LatestPlausible = 5_000_000_000;

    private static ReadOnlySpan<byte> BeforeNumber => " \t[(\"'"u8;

    // Hot path.
    public override bool TryFind(ReadOnlySpan<byte> line, out long seconds, out int end) =>
        TryReadAtStart(line, out seconds, out end) || TryFindInside(line, out seconds, out end);

    /// <summary>Reads the number that the line begins with.</summary>
    public bool TryReadAtStart(ReadOnlySpan<byte> line, out long seconds, out int end)
    {
        if (line.IsEmpty || line[0] is > (byte)'9' and not (byte)'[')
        {
            seconds = 0;
            end = 0;
            return false;
        }

        var start = 0;
        while (start < line.Length && BeforeNumber.Contains(line[start]))
        {
            start++;
        }

        return TryReadAt(line, start, fewestDigits: 1, out seconds, out end);
    }

    /// <summary>Finds the first number behind the line's beginning that is a time.</summary>
    public bool TryFindInside(ReadOnlySpan<byte> line, out long seconds, out int end)
    {
        seconds = 0;
        end = 0;
        for (var at = 0; at < line.Length;)
        {
            var digit = line[at..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (digit < 0)
            {
                return false;
            }

            at += digit;
            var runEnd = Digits.End(line, at);
            if (runEnd - at >= FewestDigitsInside
                && (at == 0 || !IsWord(line[at - 1]))
                && (!plausibleOnly || FollowsName(line[..at]))
                && TryReadAt(line, at, FewestDigitsInside, out seconds, out end))
            {
                return true;
            }

            at = runEnd;
        }

        return false;
    }

    private bool TryReadAt(ReadOnlySpan<byte> line, int start, int fewestDigits, out long seconds, out int end)
    {
        seconds = 0;
        end = Digits.End(line, start);
        var digits = end - start;
        if (digits < fewestDigits || digits > 19)
        {
            return false;
        }

        ulong number = 0;
        foreach (var digit in line[start..end])
        {
            number = (number * 10) + (uint)(digit - '0');
        }

        seconds = (long)(digits switch
        {
            <= 11 => number,
            <= 14 => number / 1_000,
            <= 17 => number / 1_000_000,
            _ => number / 1_000_000_000,
        });
        end = Digits.EndOfFraction(line, end);
        return (!plausibleOnly || seconds is >= EarliestPlausible and < LatestPlausible) && StandsAlone(line, end, digits);
    }

    /// <summary>Whether a number that ends at <paramref name="end"/> is no part of an address, a date, a clock time or a word.</summary>
    private static bool StandsAlone(ReadOnlySpan<byte> line, int end, int digits) =>
        end == line.Length || line[end] switch
        {
            (byte)':' => digits >= FewestDigitsInside,
            (byte)'.' or (byte)'-' or (byte)'/' => end + 1 == line.Length || !IsWord(line[end + 1]),
            var after => !IsWord(after),
        };

    private static bool FollowsName(ReadOnlySpan<byte> before)
    {
        before = before.TrimEnd(" \"'"u8);
        if (before.IsEmpty)
        {
            return false;
        }

        return before[^1] switch
        {
            (byte)'(' => before.EndsWith("audit("u8),
            (byte)'=' or (byte)':' => IsTimeName(before[..^1].TrimEnd(" \"'"u8)),
            _ => false,
        };
    }

    private static bool IsTimeName(ReadOnlySpan<byte> before)
    {
        var start = before.Length;
        while (start > 0 && IsWord(before[start - 1]))
        {
            start--;
        }

        var name = before[start..];
        return name.SequenceEqual("ts"u8) || name.SequenceEqual("time"u8) || name.SequenceEqual("timestamp"u8)
            || name.SequenceEqual("epoch"u8);
    }

    private static bool IsWord(byte character) => char.IsAsciiLetterOrDigit((char)character) || character == (byte)'_';
}
