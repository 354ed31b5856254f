using SecSharp.Inputs.Timestamps;
using SecSharp.Replaying;
using SecSharp.Tests.Inputs.Timestamps;

namespace SecSharp.Tests.Replaying;

[Collection(TimeZoneCollection.Name)]
public sealed class ReplaySummaryTests : IDisposable
{
    private const string Rules = """
        type=Single
        ptype=RegExp
        pattern=once (\d+)
        desc=once $1
        action=create C$1 60; alias C$1 D$1; event 0 again

        type=EventGroup2
        ptype=RegExp
        pattern=often (\d+)
        ptype2=SubStr
        pattern2=nothing
        desc=often $1
        action=none
        window=60

        type=Suppress
        ptype=SubStr
        pattern=never

        type=Calendar
        time=59 23 31 12 *
        desc=new year's eve
        action=none
        """;

    private readonly TimeZoneScope _zone = new("UTC");

    public void Dispose() => _zone.Dispose();

    [Fact]
    public void The_summary_says_what_was_replayed_and_what_rules_made_of_it()
    {
        using var replay = new ReplayedRules(Rules).Run("100 once 1", "101 often 1", "102 often 1", "103 often 2", "104 x").Finish();

        Assert.Equal(
            """
            replayed 5 events in 0.500 s, 10 events/s
            synthetic and internal events: 1
            event time: 1970-01-01 00:01:40 to 1970-01-01 00:01:44 (00:00:04)
            operations: 2 started, 2 still live
            contexts: 1 created, 1 still live
            matches by rule:
                   3  a.sec:7 EventGroup2 often $1
                   1  a.sec:1 Single once $1
            rules that never matched: 2 of 4
              a.sec:16 Suppress
              a.sec:20 Calendar new year's eve

            """,
            Summary(replay));
    }

    [Fact]
    public void Contexts_and_operations_that_have_ended_are_not_live()
    {
        using var replay = new ReplayedRules(Rules).Run("100 once 1", "101 often 1", "102 once 1", "103 once 2", "200 once 3").Finish();
        var summary = Summary(replay);

        Assert.Contains("contexts: 3 created, 1 still live", summary, StringComparison.Ordinal);
        Assert.Contains("operations: 1 started, 0 still live", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Late_and_malformed_lines_are_named()
    {
        using var replay = new ReplayedRules(Rules).Run("200000 x", "10 late", "199999 late", "oops").Finish();
        var summary = Summary(replay);

        Assert.Contains("late lines: 2 (by up to 2 days 07:33:10; delivered at the time reached)\n", summary, StringComparison.Ordinal);
        Assert.Contains("malformed lines: 1 (no time at the beginning; left out)\n", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_without_any_timestamp_is_doubted()
    {
        Assert.True(TimestampFormats.TryParse("syslog", default, out var format, out _));
        using var replay = new ReplayedRules(Rules, format).Run("x", "y").Finish();

        Assert.Contains("lines without timestamp: 2 (no line has one: is --timestamps right?)\n", Summary(replay), StringComparison.Ordinal);
    }

    private static string Summary(ReplayedRules replay)
    {
        using var writer = new StringWriter();
        new ReplaySummary(replay.Engine, replay.Counts, TimeSpan.FromSeconds(0.5)).WriteTo(writer);
        return writer.ToString();
    }
}
