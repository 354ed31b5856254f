using CsCheck;
using SecSharp.Replaying;

namespace SecSharp.Tests.Replaying;

public sealed class EngineClockTests
{
    private const string Rules = """
        type=Single
        ptype=RegExp
        pattern=context (\d+)
        desc=$0
        action=create C$1 $1 (write - %u C$1 ends; event context $1)

        type=Single
        ptype=RegExp
        pattern=event (\d+)
        desc=$0
        action=event $1 tick; event 0 tick

        type=SingleWithSuppress
        ptype=RegExp
        pattern=window (\d+)
        desc=window
        action=write - %u window
        window=7

        type=PairWithWindow
        ptype=RegExp
        pattern=pair (\d+)
        desc=pair $1
        action=write - %u pair $1 alone
        ptype2=RegExp
        pattern2=second $1
        desc2=second $1
        action2=write - %u pair $1
        window=90

        type=Single
        ptype=SubStr
        pattern=tick
        desc=tick
        action=write - %u tick

        type=Calendar
        time=*/2 * * * *
        desc=calendar
        action=write - %u calendar

        type=Calendar
        time=3 * * * *
        context=C40
        desc=calendar
        action=write - %u calendar in C40
        """;

    private static readonly Gen<(int Gap, string Text)[]> Events = Gen.Select(
        Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 200], Gen.Int[0, 3000]),
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 120], static (kind, number) => kind switch
        {
            0 => $"context {number}",
            1 => $"event {number}",
            2 => $"window {number}",
            3 => $"pair {number}",
            _ => "context 40",
        })).Array[1, 12];

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(7)]
    public void Skipping_idle_seconds_changes_nothing(int cleanTime) => Events.Sample(
        events =>
        {
            var options = new EngineOptions { CleanTime = cleanTime };
            using var skipping = new ReplayedRules(Rules, options: options);
            using var stepping = new ReplayedRules(Rules, options: options);
            var skippingClock = new EngineClock(skipping.Engine, skipping.Clock);
            Start(skipping);
            Start(stepping);
            var now = 1000L;
            foreach (var (gap, text) in events)
            {
                now += gap;
                skippingClock.RunTo(now);
                Step(stepping, now);
                Deliver(skipping, text);
                Deliver(stepping, text);
            }

            now += 500;
            skippingClock.RunTo(now);
            Step(stepping, now);
            skipping.Engine.Shutdown();
            stepping.Engine.Shutdown();
            Assert.Equal(stepping.Output, skipping.Output);
        },
        iter: 100,
        threads: 1);

    [Fact]
    public void A_time_in_the_past_leaves_the_clock_alone()
    {
        using var replay = new ReplayedRules(Rules);
        Start(replay);

        new EngineClock(replay.Engine, replay.Clock).RunTo(999);

        Assert.Equal(1000, replay.Engine.Now);
    }

    private static void Start(ReplayedRules replay)
    {
        replay.Clock.Seconds = 1000;
        replay.Engine.ReadClock();
        replay.Engine.Start();
    }

    /// <summary>What the daemon does: looks at each second.</summary>
    private static void Step(ReplayedRules replay, long now)
    {
        while (replay.Clock.Seconds < now)
        {
            replay.Clock.Seconds++;
            replay.Engine.ReadClock();
            replay.Engine.ProcessEvents();
        }
    }

    private static void Deliver(ReplayedRules replay, string text) =>
        replay.Engine.ProcessLine(replay.Engine.CreateSource(default), ByteString.Latin1(text).Array);
}
