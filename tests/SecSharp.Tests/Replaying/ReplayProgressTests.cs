using SecSharp.Replaying;
using SecSharp.Tests.Inputs.Timestamps;

namespace SecSharp.Tests.Replaying;

[Collection(TimeZoneCollection.Name)]
public sealed class ReplayProgressTests : IDisposable
{
    private const string Clear = "\u001b[K";
    private readonly TimeZoneScope _zone = new("UTC");
    private readonly StringWriter _terminal = new();
    private readonly ManualTime _time = new();

    public void Dispose()
    {
        _zone.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public void The_line_says_how_far_the_replay_has_come()
    {
        using var progress = new ReplayProgress(_terminal, _time, totalBytes: 2_000_000);
        _time.Milliseconds = 2000;

        progress.Update(500_000, 10_000, 1_795_600_800);

        Assert.Equal($"\r25% of 2.0 MB, 5,000 lines/s, at 2026-11-25 10:00:00, 0:00:06 left{Clear}", _terminal.ToString());
    }

    [Fact]
    public void Without_a_known_size_the_line_says_what_is_done()
    {
        using var progress = new ReplayProgress(_terminal, _time, totalBytes: 0);
        _time.Milliseconds = 1000;

        progress.Update(500, 10, 1_795_600_800);

        Assert.Equal($"\r500 B, 10 lines/s, at 2026-11-25 10:00:00{Clear}", _terminal.ToString());
    }

    [Fact]
    public void A_short_replay_shows_no_line()
    {
        using (var progress = new ReplayProgress(_terminal, _time, totalBytes: 100))
        {
            _time.Milliseconds = 499;
            progress.Update(50, 1, 0);
        }

        Assert.Equal("", _terminal.ToString());
    }

    [Fact]
    public void The_line_is_drawn_four_times_a_second_at_most()
    {
        using var progress = new ReplayProgress(_terminal, _time, totalBytes: 100);
        for (_time.Milliseconds = 0; _time.Milliseconds < 2000; _time.Milliseconds++)
        {
            progress.Update(50, 1, 0);
        }

        Assert.Equal(6, _terminal.ToString().Count(character => character == '\r'));
    }

    [Fact]
    public void The_line_is_gone_at_the_end()
    {
        using (var progress = new ReplayProgress(_terminal, _time, totalBytes: 100))
        {
            _time.Milliseconds = 1000;
            progress.Update(50, 1, 0);
        }

        Assert.EndsWith($"\r{Clear}", _terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_to_the_same_terminal_takes_the_line_away_first()
    {
        using var progress = new ReplayProgress(_terminal, _time, totalBytes: 100);
        var output = new MemoryStream();
        using var guarded = progress.Protect(output);
        _time.Milliseconds = 1000;
        progress.Update(50, 1, 0);
        var before = _terminal.ToString();

        guarded.Write("alert\n"u8);
        guarded.Write("alert\n"u8);

        Assert.Equal($"{before}\r{Clear}", _terminal.ToString());
        Assert.Equal("alert\nalert\n"u8.ToArray(), output.ToArray());
    }

    [Fact]
    public void Odd_sizes_are_survived()
    {
        using var progress = new ReplayProgress(_terminal, _time, totalBytes: 5_000_000_000);
        _time.Milliseconds = 1000;
        progress.Update(0, 0, 0);
        _time.Milliseconds = 2000;
        progress.Update(6_000_000_000, 0, 253_402_300_799);
        _time.Milliseconds = 3000;
        progress.Update(1, 0, 0);

        Assert.Contains("0% of 5.0 GB, 0 lines/s, at 1970-01-01 00:00:00, 0:00:00 left", _terminal.ToString(), StringComparison.Ordinal);
        Assert.Contains("100% of 5.0 GB, 0 lines/s, at 9999-12-31 23:59:59, 0:00:00 left", _terminal.ToString(), StringComparison.Ordinal);
        Assert.Contains("99:59:59 left", _terminal.ToString(), StringComparison.Ordinal);
    }

    private sealed class ManualTime : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
