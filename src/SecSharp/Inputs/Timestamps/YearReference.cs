namespace SecSharp.Inputs.Timestamps;

/// <summary>What the year of a log's first timestamp without a year is taken from.</summary>
internal readonly record struct YearReference
{
    /// <summary>The year itself; 0: <see cref="Time"/> decides.</summary>
    public int Year { get; private init; }

    /// <summary>Seconds since Epoch. The first timestamp is taken to be at most a day later than this, in the last year possible.</summary>
    public long Time { get; private init; }

    /// <summary>The first timestamp is in the given year (1970 to 9999).</summary>
    public static YearReference Of(int year) => new() { Year = year };

    /// <summary>The log was written up to the given time, in seconds since Epoch: when its file was last modified, or now.</summary>
    public static YearReference UpTo(long time) => new() { Time = time };
}
