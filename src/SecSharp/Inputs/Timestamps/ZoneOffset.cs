namespace SecSharp.Inputs.Timestamps;

/// <summary>Time zones as timestamps give them: <c>Z</c>, <c>+01</c>, <c>+0100</c>, <c>+01:00</c>, <c>UTC</c>, <c>GMT</c>.</summary>
internal static class ZoneOffset
{
    /// <summary>Reads the zone right at a place.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where it begins; moved to its end.</param>
    /// <param name="offset">Seconds ahead of UTC.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, ref int at, out int offset)
    {
        offset = 0;
        if ((uint)at >= (uint)line.Length)
        {
            return false;
        }

        switch (line[at])
        {
            case (byte)'Z' or (byte)'z' when !IsWordAt(line, at + 1):
                at++;
                return true;
            case (byte)'U' when IsName(line, at, "UTC"u8):
            case (byte)'G' when IsName(line, at, "GMT"u8):
                at += 3;
                return true;
            case (byte)'+' or (byte)'-':
                return TryReadNumber(line, ref at, out offset);
            default:
                return false;
        }
    }

    /// <summary>
    /// Reads the zone right at a place or after one blank, where it must have minutes or be UTC or GMT, because a text may
    /// stand there that only looks like one.
    /// </summary>
    public static bool TryReadAfterBlank(ReadOnlySpan<byte> line, ref int at, out int offset)
    {
        offset = 0;
        if ((uint)at >= (uint)line.Length)
        {
            return false;
        }

        if (line[at] != (byte)' ')
        {
            return TryRead(line, ref at, out offset);
        }

        var end = at + 1;
        var shortest = end < line.Length && line[end] is (byte)'+' or (byte)'-' ? "+0000".Length : "UTC".Length;
        if (!TryRead(line, ref end, out offset) || end - at - 1 < shortest)
        {
            offset = 0;
            return false;
        }

        at = end;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> line, ref int at, out int offset)
    {
        offset = 0;
        var hours = Digits.Two(line, at + 1);
        if (hours is < 0 or > 24)
        {
            return false;
        }

        var end = at + 3;
        var minutes = Digits.Two(line, end);
        if (minutes >= 0)
        {
            end += 2;
        }
        else if (end < line.Length && line[end] == (byte)':' && Digits.Two(line, end + 1) is >= 0 and var afterColon)
        {
            minutes = afterColon;
            end += 3;
        }

        if (minutes > 59 || Digits.IsAt(line, end))
        {
            return false;
        }

        offset = (hours * 3600) + (Math.Max(minutes, 0) * 60);
        offset = line[at] == (byte)'-' ? -offset : offset;
        at = end;
        return true;
    }

    private static bool IsName(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> name) =>
        line[at..].StartsWith(name) && !IsWordAt(line, at + name.Length);

    private static bool IsWordAt(ReadOnlySpan<byte> line, int at) =>
        at < line.Length && (char.IsAsciiLetterOrDigit((char)line[at]) || line[at] is (byte)'_' or (byte)'-');
}
