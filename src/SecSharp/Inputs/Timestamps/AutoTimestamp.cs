namespace SecSharp.Inputs.Timestamps;

/// <summary>
/// Recognises the timestamps of all named formats, line by line: seconds since Epoch at the beginning of the line, else the
/// first date with a clock time, else seconds since Epoch behind a name that says so. What a place may be is told by a few
/// bytes around it, so that no format is tried in vain and none needs to be remembered.
/// </summary>
internal sealed class AutoTimestamp(LocalZone zone, YearInference years) : TimestampFormat
{
    private readonly ClockTimestamp _clock = new(DateForms.All, zone, years);
    private readonly EpochTimestamp _epoch = new(plausibleOnly: true);

    // Hot path.
    public override bool TryFind(ReadOnlySpan<byte> line, out long seconds, out int end) =>
        _epoch.TryReadAtStart(line, out seconds, out end)
        || _clock.TryFind(line, out seconds, out end)
        || _epoch.TryFindInside(line, out seconds, out end);
}
