namespace SecSharp.Replaying;

/// <summary>A clock that stands where it was set: the time of the events that are replayed.</summary>
internal sealed class ReplayClock : TimeProvider
{
    /// <summary>Seconds since Epoch.</summary>
    public long Seconds { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Seconds);
}
