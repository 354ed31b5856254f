using System.Text;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.Tests.Replaying;

public sealed class ReplayTests
{
    private const string Echo = """
        type=Single
        ptype=RegExp
        pattern=.*
        desc=$0
        action=write - %u $0
        """;

    private const string Timer = """
        type=Single
        ptype=RegExp
        pattern=start (\d+)
        desc=$0
        action=create C$1 $1 (write - %u C$1 ends)

        type=Single
        ptype=RegExp
        pattern=.*
        desc=$0
        action=write - %u $0
        """;

    [Fact]
    public void Trace_lines_are_delivered_at_their_times_without_them()
    {
        using var replay = new ReplayedRules(Echo).Run("# comment", "100 a", "", "105", "110 b").Finish();

        Assert.Equal(["100 a", "110 b"], replay.Output);
        Assert.Equal(5, replay.Counts.Lines);
        Assert.Equal(2, replay.Counts.Events);
    }

    [Fact]
    public void Malformed_trace_lines_are_left_out_counted_and_told_once()
    {
        using var replay = new ReplayedRules(Echo);
        var told = new List<string>();
        replay.Replay.Malformed = line => told.Add(line.ToString());

        replay.Run("100 a", "oops", "again", "110 b").Finish();

        Assert.Equal(["100 a", "110 b"], replay.Output);
        Assert.Equal(2, replay.Counts.Malformed);
        Assert.Equal(["oops"], told);
    }

    [Fact]
    public void A_late_line_is_delivered_at_the_time_reached()
    {
        using var replay = new ReplayedRules(Echo).Run("100 a", "90 late", "97 late", "101 b").Finish();

        Assert.Equal(["100 a", "100 late", "100 late", "101 b"], replay.Output);
        Assert.Equal(2, replay.Counts.Late);
        Assert.Equal(10, replay.Counts.LatestBy);
    }

    [Fact]
    public void Time_passes_between_two_events()
    {
        using var replay = new ReplayedRules(Timer).Run("100 start 5", "200 b").Finish();

        Assert.Equal(["106 C5 ends", "200 b"], replay.Output);
    }

    [Fact]
    public void Time_passes_on_a_line_that_has_nothing_but_a_time()
    {
        using var replay = new ReplayedRules(Timer).Run("100 start 5", "106").Finish();

        Assert.Equal(["106 C5 ends"], replay.Output);
    }

    [Fact]
    public void The_clock_runs_on_only_when_asked_to()
    {
        using var stopped = new ReplayedRules(Timer).Run("100 start 5", "105 b").Finish();
        using var ranOn = new ReplayedRules(Timer).Run("100 start 5", "105 b").Finish(runOn: 1);

        Assert.Equal(["105 b"], stopped.Output);
        Assert.Equal(["105 b", "106 C5 ends"], ranOn.Output);
        Assert.Equal(105, ranOn.Counts.LastTime);
    }

    [Fact]
    public void The_clock_stops_at_the_end_of_the_year_9999()
    {
        using var replay = new ReplayedRules(Echo).Run("253402300799 a").Finish(runOn: long.MaxValue / 2);

        Assert.Equal(TimestampFormat.LastSecond, replay.Clock.Seconds);
    }

    [Fact]
    public void Timestamps_stay_in_the_lines_they_are_found_in()
    {
        using var replay = new ReplayedRules(Echo, Format("iso8601"))
            .Run("1970-01-01T00:01:40Z a", "no time", "1970-01-01T00:01:50Z b").Finish();

        Assert.Equal(["100 1970-01-01T00:01:40Z a", "100 no time", "110 1970-01-01T00:01:50Z b"], replay.Output);
        Assert.Equal(1, replay.Counts.WithoutTime);
        Assert.Equal((100, 110), (replay.Counts.FirstTime, replay.Counts.LastTime));
    }

    [Fact]
    public void Lines_before_the_first_time_are_delivered_at_it_with_their_own_sources()
    {
        using var replay = new ReplayedRules(
            """
            type=Single
            ptype=RegExp
            pattern=.*
            desc=$0
            action=write - %u $+{_inputsrc} $0
            """,
            Format("iso8601"));

        replay.RunFrom("first", "a", "b").RunFrom("second", "c", "1970-01-01T00:01:40Z").Finish();

        Assert.Equal(["100 first a", "100 first b", "100 second c", "100 second 1970-01-01T00:01:40Z"], replay.Output);
    }

    [Fact]
    public void A_log_without_times_is_delivered_at_the_time_the_clock_had()
    {
        using var replay = new ReplayedRules(Echo, Format("iso8601"), startTime: 77).Run("a", "b").Finish();

        Assert.Equal(["77 a", "77 b"], replay.Output);
        Assert.Equal(2, replay.Counts.Events);
    }

    [Fact]
    public void Waiting_for_the_first_time_has_an_end()
    {
        using var replay = new ReplayedRules(Echo, Format("iso8601"), startTime: 77)
            .Run([.. Enumerable.Range(0, 10_001).Select(number => $"{number}"), "1970-01-01T00:01:40Z"]).Finish();

        Assert.Equal("77 0", replay.Output[0]);
        Assert.Equal("77 10000", replay.Output[10_000]);
        Assert.Equal("100 1970-01-01T00:01:40Z", replay.Output[10_001]);
    }

    [Fact]
    public void Logs_follow_one_another_on_one_clock()
    {
        using var replay = new ReplayedRules(Timer).RunFrom("one", "100 start 5").RunFrom("two", "107 b", "90 late").Finish();

        Assert.Equal(["106 C5 ends", "107 b", "107 late"], replay.Output);
    }

    [Fact]
    public void Output_is_handed_over_and_progress_told_after_each_block()
    {
        using var replay = new ReplayedRules(Echo);
        var told = new List<(long Bytes, int Lines)>();
        replay.Replay.Progress = bytes => told.Add((bytes, replay.Output.Length));

        replay.Run([.. Enumerable.Range(100, 32).Select(second => $"{second} a")]);

        Assert.Equal([(64, 10), (124, 20), (184, 30), (191, 31), (191, 31)], told);
    }

    [Fact]
    public void A_log_that_cannot_be_read_to_its_end_is_replayed_as_far_as_it_goes()
    {
        using var replay = new ReplayedRules(Echo);

        Assert.Equal("broken", replay.Run("log", new BrokenStream("100 a\n101 b\n102 c")));

        replay.RunFrom("next", "103 d").Finish();
        Assert.Equal(["100 a", "101 b", "102 c", "103 d"], replay.Output);
        Assert.Equal(1, replay.Counts.Unreadable);
    }

    [Fact]
    public void A_cancelled_replay_ends_between_two_blocks()
    {
        using var replay = new ReplayedRules(Echo);
        using var cancellation = new CancellationTokenSource();
        replay.Replay.Progress = _ => cancellation.Cancel();

        replay.RunUntil("log", new MemoryStream(Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("100 a\n", 100)))), cancellation.Token);
        replay.Finish();

        Assert.Equal(10, replay.Output.Length);
    }

    [Fact]
    public void Lines_that_match_no_rule_cost_no_memory()
    {
        using var replay = new ReplayedRules("type=Single\nptype=SubStr\npattern=never\ndesc=x\naction=none\n", Format("auto"));
        var log = Encoding.Latin1.GetBytes(
            string.Concat(Enumerable.Range(0, 2000).Select(number => $"Nov 25 10:{number / 60 % 60:00}:{number % 60:00} host app: text\n")));
        replay.Run("log", new MemoryStream(log));
        var source = replay.Engine.CreateSource(ByteString.Utf8("log"));
        using var reader = new SecSharp.Inputs.LineReader(new MemoryStream(log));
        var before = GC.GetAllocatedBytesForCurrentThread();
        replay.Replay.Run(source, reader, CancellationToken.None);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static TimestampFormat Format(string name)
    {
        Assert.True(TimestampFormats.TryParse(name, YearReference.Of(2026), out var format, out _));
        return format!;
    }
}
