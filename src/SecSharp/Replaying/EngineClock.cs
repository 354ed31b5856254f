namespace SecSharp.Replaying;

/// <summary>Moves an engine through time second by second, at the cost of the seconds in which something is due.</summary>
internal sealed class EngineClock(Engine engine, ReplayClock clock)
{
    /// <summary>
    /// Lets the clock run to <paramref name="seconds"/>, with housekeeping and the events it brings about in every second
    /// on the way that needs it, the last one included. A time in the past leaves the clock alone.
    /// </summary>
    public void RunTo(long seconds)
    {
        while (engine.Now < seconds)
        {
            var next = Math.Min(seconds, Math.Max(engine.Now + 1, engine.NextHousekeeping()));
            clock.Seconds = next - 1;
            engine.ReadClock();
            engine.SkipIdleHousekeeping();
            clock.Seconds = next;
            engine.ReadClock();
            engine.ProcessEvents();
        }
    }
}
