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

    /// <summary>Most seconds that a line was late.</summary>
    public long LatestBy { get; set; }

    /// <summary>Lines in which no time was found; they were delivered at the clock's time.</summary>
    public long WithoutTime { get; set; }

    /// <summary>Lines of a trace (--timestamps=prefix) that do not begin with a time; they were left out.</summary>
    public long Malformed { get; set; }

    /// <summary>Lines longer than <see cref="Inputs.LineReader.LongestLine"/>; the rest of each was dropped.</summary>
    public long Cut { get; set; }

    /// <summary>Logs that could not be read to their end.</summary>
    public long Unreadable { get; set; }

    /// <summary>Time at which the clock has started, seconds since Epoch.</summary>
    public long FirstTime { get; set; }

    /// <summary>Time that the clock had reached at the end of input, seconds since Epoch.</summary>
    public long LastTime { get; set; }
}
