namespace SecSharp.Replaying;

/// <summary>What a replay has seen so far.</summary>
internal sealed class ReplayCounts
{
    /// <summary>Lines read from the log files.</summary>
    public long Lines { get; set; }

    /// <summary>Lines delivered to the rules.</summary>
    public long Events { get; set; }

    /// <summary>Lines whose time was before the clock; they were delivered at the clock's time.</summary>
    public long Late { get; set; }

    /// <summary>Lines in which no time was found; they were delivered at the clock's time.</summary>
    public long WithoutTime { get; set; }

    /// <summary>Lines of a trace (--timestamps=prefix) that do not begin with a time.</summary>
    public long Malformed { get; set; }

    /// <summary>Time of the first event, seconds since Epoch.</summary>
    public long FirstTime { get; set; }
}
