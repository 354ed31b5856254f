namespace SecSharp.Inputs.Timestamps;

/// <summary>What a line of a trace is.</summary>
internal enum PrefixTimestampResult
{
    /// <summary>A time and an event.</summary>
    Event,

    /// <summary>A time alone: moves the clock.</summary>
    TimeOnly,

    /// <summary>A blank line or a comment.</summary>
    Ignored,

    /// <summary>Anything else.</summary>
    Malformed,
}

/// <summary>Lines of a trace: <c>SECONDS TEXT</c>, or <c>SECONDS</c> alone; blank lines and those that begin with # are comments.</summary>
internal static class PrefixTimestamp
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="seconds">Its time, seconds since Epoch.</param>
    /// <param name="textStart">Where its text begins.</param>
    public static PrefixTimestampResult Read(ReadOnlySpan<byte> line, out long seconds, out int textStart)
    {
        seconds = 0;
        textStart = 0;
        var digits = line.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? line.Length : digits;
        if (digits == 0)
        {
            var text = line.TrimStart(" \t\r\f\v"u8);
            return text.IsEmpty || text[0] == (byte)'#' ? PrefixTimestampResult.Ignored : PrefixTimestampResult.Malformed;
        }

        if (digits > 18 || (digits < line.Length && line[digits] != (byte)' '))
        {
            return PrefixTimestampResult.Malformed;
        }

        foreach (var digit in line[..digits])
        {
            seconds = (seconds * 10) + (digit - (byte)'0');
        }

        if (seconds > TimestampFormat.LastSecond)
        {
            return PrefixTimestampResult.Malformed;
        }

        textStart = digits + 1;
        return digits == line.Length ? PrefixTimestampResult.TimeOnly : PrefixTimestampResult.Event;
    }
}
