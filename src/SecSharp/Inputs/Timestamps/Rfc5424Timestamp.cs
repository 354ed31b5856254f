namespace SecSharp.Inputs.Timestamps;

/// <summary>
/// RFC 5424: <c>&lt;PRI&gt;VERSION TIMESTAMP</c> at the beginning of a line, where priority and version may be absent, as
/// syslog daemons leave them out in files. The nil value <c>-</c> is no time.
/// </summary>
internal sealed class Rfc5424Timestamp(LocalZone zone, YearInference years) : TimestampFormat
{
    private readonly ClockTimestamp _clock = new(DateForms.Iso, zone, years);

    // Hot path.
    public override bool TryFind(ReadOnlySpan<byte> line, out long seconds, out int end)
    {
        var start = EndOfPriority(line);
        var version = Digits.End(line, start);
        if (version - start is 1 or 2 && version < line.Length && line[version] == (byte)' ')
        {
            start = version + 1;
        }

        seconds = 0;
        end = 0;
        return start + 13 < line.Length
            && line[start + 10] == (byte)'T'
            && line[start + 13] == (byte)':'
            && _clock.TryReadAt(line, start + 13, out seconds, out end);
    }

    private static int EndOfPriority(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] != (byte)'<')
        {
            return 0;
        }

        var end = Digits.End(line, 1);
        return end is >= 2 and <= 4 && end < line.Length && line[end] == (byte)'>' ? end + 1 : 0;
    }
}
