namespace SecSharp.Inputs.Timestamps;

/// <summary>
/// Finds the times of log lines. What a line lacks (a year, which side of the end of daylight saving time) follows from
/// the lines before it, so an instance serves one stream of lines in their order.
/// </summary>
internal abstract class TimestampFormat
{
    /// <summary>Bytes at the beginning of a line in which its time is looked for.</summary>
    public const int SearchedBytes = 4096;

    /// <summary>The last second of the year 9999, the end of what clocks can show.</summary>
    public const long LastSecond = 253_402_300_799;

    private readonly byte[] _known = new byte[64];
    private int _knownLength;
    private long _knownSeconds;

    /// <summary>Finds the time of a line.</summary>
    /// <param name="line">The line, without newline.</param>
    /// <param name="seconds">Its time in whole seconds since Epoch, fractions cut off.</param>
    /// <returns>False when no time was found.</returns>
    // Hot path.
    public bool TryRead(ReadOnlySpan<byte> line, out long seconds)
    {
        // The second of the line before: same bytes up to the end of the timestamp, which cannot go on in this line.
        var length = _knownLength;
        if (length != 0 && line.Length > length && line[..length].SequenceEqual(_known.AsSpan(0, length)) && !MayGoOn(line[length]))
        {
            seconds = _knownSeconds;
            return true;
        }

        var searched = line.Length > SearchedBytes ? line[..SearchedBytes] : line;
        if (!TryFind(searched, out seconds, out var end) || seconds is < 0 or > LastSecond)
        {
            seconds = 0;
            return false;
        }

        _knownLength = 0;
        if (end < _known.Length && end < line.Length && Ends(line[end]))
        {
            line[..(end + 1)].CopyTo(_known);
            _knownLength = end + 1;
            _knownSeconds = seconds;
        }

        return true;
    }

    /// <summary>Finds the first time in a line.</summary>
    /// <param name="line">The line, or its beginning.</param>
    /// <param name="seconds">Seconds since Epoch.</param>
    /// <param name="end">Where the timestamp ends.</param>
    public abstract bool TryFind(ReadOnlySpan<byte> line, out long seconds, out int end);

    /// <summary>Whether a byte after a timestamp is certain to be no part of it, whatever comes next but <see cref="MayGoOn"/>.</summary>
    private static bool Ends(byte after) => after is (byte)' ' or (byte)']' or (byte)'"' or (byte)')' or (byte)'|' or (byte)'\t';

    /// <summary>Whether a byte after a blank may begin a year or a zone that belongs to the timestamp.</summary>
    private static bool MayGoOn(byte next) =>
        next is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'U' or (byte)'G' or (byte)'Z';
}
