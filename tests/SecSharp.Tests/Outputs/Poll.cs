using SecSharp.Polling;

namespace SecSharp.Tests.Outputs;

/// <summary>Runs the engine's wait until something has come about.</summary>
internal static class Poll
{
    public static void Until(PollSet polls, Func<bool> condition)
    {
        var end = Environment.TickCount64 + 20_000;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < end, "It has not come about within 20 seconds.");
            polls.Wait(50);
        }
    }
}
