using System.Text;
using SecSharp.Inputs;
using SecSharp.Replaying;

namespace SecSharp.Tests.Replaying;

/// <summary>Logs that a second thread reads ahead; that nothing else changes is also shown by the random rule bases.</summary>
public sealed class ReadAheadTests
{
    private const string Echo = "type=Single\nptype=RegExp\npattern=^(.*)$\ndesc=d\naction=write - %u $1\n";

    [Theory]
    [InlineData("")]
    [InlineData("100 a")]
    [InlineData("100 a\n")]
    [InlineData("\n\n100 a\n\n101 b")]
    [InlineData("100\n200 b\nno time\n150 late\n")]
    public void Lines_are_those_that_are_read_without(string log)
    {
        using var without = new ReplayedRules(Echo);
        Assert.Null(without.Run("log", Bytes(log)));
        using var with = new ReplayedRules(Echo);
        Assert.Null(Run(with, Bytes(log), isLive: false));

        Assert.Equal(without.Finish().Output, with.Finish().Output);
        Assert.Equal(without.Counts.Lines, with.Counts.Lines);
        Assert.Equal(without.Counts.Malformed, with.Counts.Malformed);
        Assert.Equal(without.Counts.Late, with.Counts.Late);
    }

    [Fact]
    public void A_log_of_many_batches_comes_whole_and_in_order()
    {
        using var replay = new ReplayedRules(Echo);
        var lines = Enumerable.Range(0, 100_000).Select(static number => $"{1000 + (number / 100)} line {number} {new string('x', number % 70)}").ToArray();

        Assert.Null(Run(replay, Bytes(string.Join('\n', lines)), isLive: false));

        Assert.Equal(lines, replay.Finish().Output);
    }

    [Fact]
    public void A_pipe_s_lines_are_handed_on_as_they_come()
    {
        using var replay = new ReplayedRules(Echo);
        var told = new List<int>();
        replay.Replay.Progress = _ => told.Add(replay.Output.Length);

        Assert.Null(Run(replay, new PiecewiseStream(["100 a\n10", "1 b\n", "102 c\n103 d\n104 e"]), isLive: true));

        Assert.Equal([1, 2, 4, 4, 5], told);
    }

    [Fact]
    public void A_log_that_cannot_be_read_to_its_end_is_replayed_as_far_as_it_goes()
    {
        using var replay = new ReplayedRules(Echo);

        Assert.Equal("broken", Run(replay, new BrokenStream("100 a\n101 b\n102 c"), isLive: false));

        Assert.Equal(["100 a", "101 b", "102 c"], replay.Finish().Output);
        Assert.Equal(1, replay.Counts.Unreadable);
    }

    [Fact]
    public void A_line_that_is_rewritten_is_looked_at_anew()
    {
        using var replay = new ReplayedRules(
            "type=Single\nptype=TValue\npattern=TRUE\ncontinue=TakeNext\ndesc=d\naction=rewrite 1 needle\n\n"
            + string.Concat(Enumerable.Range(0, 9).Select(static number => $"type=Single\nptype=SubStr\npattern=needle{(number == 0 ? "" : "s" + number)}\ndesc=d\naction=write - found {number}\n\n")),
            options: new EngineOptions { Prefilter = PrefilterMode.Yes });

        Assert.Null(Run(replay, Bytes("100 hay\n"), isLive: false));

        Assert.Equal(["found 0"], replay.Finish().Output);
    }

    private static MemoryStream Bytes(string log) => new(Encoding.Latin1.GetBytes(log));

    private static string? Run(ReplayedRules replay, Stream log, bool isLive)
    {
        using var reader = new LineReader(log);
        using var ahead = new ReadAhead(reader, replay.Engine.Candidates.CreateLineFilter(), () => log.CanSeek ? log.Position : 0, isLive);
        return replay.Replay.Run(replay.Engine.CreateSource(ByteString.Utf8("log")), ahead);
    }
}
