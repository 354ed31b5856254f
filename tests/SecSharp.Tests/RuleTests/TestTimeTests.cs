using CsCheck;
using SecSharp.Inputs.Timestamps;
using SecSharp.RuleTests;

namespace SecSharp.Tests.RuleTests;

public sealed class TestTimeTests
{
    [Theory]
    [InlineData("+0s", 0)]
    [InlineData("+90s", 90)]
    [InlineData("+5m", 300)]
    [InlineData("+1h30m", 5400)]
    [InlineData("+1d2h3m4s", 93784)]
    public void Times_from_the_start_are_read(string text, long seconds)
    {
        Assert.True(TestTime.TryParse(text, out var time));
        Assert.Equal(1000 + seconds, time.Resolve(1000, new LocalZone()));
    }

    [Theory]
    [InlineData("1970-01-02 00:00:00Z", 86_400)]
    [InlineData("1970-01-02T00:00Z", 86_400)]
    [InlineData("1970-01-02 01:00:00+01:00", 86_400)]
    [InlineData("1970-01-01 22:30:00-01:30", 86_400)]
    public void Times_with_an_offset_are_read(string text, long seconds)
    {
        Assert.True(TestTime.TryParse(text, out var time));
        Assert.Equal(seconds, time.Resolve(1000, new LocalZone()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+5")]
    [InlineData("5s")]
    [InlineData("+5x")]
    [InlineData("+s")]
    [InlineData("-5s")]
    [InlineData("+99999999999s")]
    [InlineData("+9999999999d")]
    [InlineData("2026-02-30 10:00:00")]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01 24:00:00")]
    [InlineData("2026-01-01 10:60")]
    [InlineData("2026-01-01 10:00:00+25:00")]
    [InlineData("2026-01-01 10:00:00x")]
    public void What_is_no_time_is_none(string text) => Assert.False(TestTime.TryParse(text, out _));

    [Fact]
    public void A_time_ends_at_a_blank()
    {
        Assert.True(TestTime.TryRead("+5m text", out _, out var length));
        Assert.Equal(3, length);
        Assert.True(TestTime.TryRead("2026-03-01 02:30 text", out _, out length));
        Assert.Equal(16, length);
    }

    [Fact]
    public void What_is_written_is_read_again() => Gen.Long[0, 1_000_000_000].Sample(seconds =>
        TestTime.TryParse(TestTime.Relative(seconds), out var time) && time == new TestTime(true, seconds));
}
