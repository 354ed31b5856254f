namespace SecSharp.Inputs.Timestamps;

/// <summary>Numbers of fixed width at places in a line.</summary>
internal static class Digits
{
    public static bool Is(byte character) => (uint)(character - '0') <= 9;

    /// <summary>Whether the line has a digit at <paramref name="at"/>, which may lie outside of it.</summary>
    public static bool IsAt(ReadOnlySpan<byte> line, int at) => (uint)at < (uint)line.Length && Is(line[at]);

    /// <summary>The number of two digits at <paramref name="at"/>; -1 when there is none.</summary>
    public static int Two(ReadOnlySpan<byte> line, int at)
    {
        if (at < 0 || at > line.Length - 2)
        {
            return -1;
        }

        var tens = (uint)(line[at] - '0');
        var units = (uint)(line[at + 1] - '0');
        return tens <= 9 && units <= 9 ? (int)((tens * 10) + units) : -1;
    }

    /// <summary>The number of four digits at <paramref name="at"/>; -1 when there is none.</summary>
    public static int Four(ReadOnlySpan<byte> line, int at)
    {
        var high = Two(line, at);
        var low = Two(line, at + 2);
        return high < 0 || low < 0 ? -1 : (high * 100) + low;
    }

    /// <summary>The end of the run of digits that begins at <paramref name="at"/>.</summary>
    public static int End(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && Is(line[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>The end of a fraction (a point or comma and digits) if one begins at <paramref name="at"/>, else that place.</summary>
    public static int EndOfFraction(ReadOnlySpan<byte> line, int at) =>
        at < line.Length && line[at] is (byte)'.' or (byte)',' && IsAt(line, at + 1) ? End(line, at + 1) : at;
}
