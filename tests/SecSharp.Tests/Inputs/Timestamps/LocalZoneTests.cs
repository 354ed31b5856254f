using CsCheck;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.Tests.Inputs.Timestamps;

[Collection(TimeZoneCollection.Name)]
public sealed class LocalZoneTests
{
    [Fact]
    public void The_hour_that_the_clock_leaves_out_is_read_on_the_old_clock()
    {
        using var zone = new TimeZoneScope("Europe/Berlin");

        Assert.Equal(
            ["2026-03-29T00:59:59Z", "2026-03-29T01:30:00Z", "2026-03-29T01:00:00Z"],
            Timestamp.Read(
                Timestamp.Format("iso8601"), "2026-03-29 01:59:59 x", "2026-03-29 02:30:00 x", "2026-03-29 03:00:00 x"));
    }

    [Fact]
    public void The_hour_that_the_clock_shows_twice_goes_on_from_the_line_before()
    {
        using var zone = new TimeZoneScope("Europe/Berlin");

        Assert.Equal(
            [
                "2026-10-24T23:59:59Z", "2026-10-25T00:00:00Z", "2026-10-25T00:59:59Z",
                "2026-10-25T01:00:00Z", "2026-10-25T01:29:59Z", "2026-10-25T01:59:00Z", "2026-10-25T02:00:00Z",
            ],
            Timestamp.Read(
                Timestamp.Format("iso8601"),
                "2026-10-25 01:59:59 x",
                "2026-10-25 02:00:00 x",
                "2026-10-25 02:59:59 x",
                "2026-10-25 02:00:00 x",
                "2026-10-25 02:29:59 x",
                "2026-10-25 02:59:00 x",
                "2026-10-25 03:00:00 x"));
    }

    [Fact]
    public void A_slightly_late_line_in_the_hour_shown_twice_does_not_jump_ahead()
    {
        using var zone = new TimeZoneScope("Europe/Berlin");

        Assert.Equal(
            ["2026-10-25T00:30:00Z", "2026-10-25T00:29:00Z"],
            Timestamp.Read(Timestamp.Format("iso8601"), "2026-10-25 02:30:00 x", "2026-10-25 02:29:00 x"));
    }

    [Fact]
    public void A_log_that_begins_in_the_hour_shown_twice_begins_in_the_first()
    {
        using var zone = new TimeZoneScope("Europe/Berlin");

        Assert.Equal(["2026-10-25T00:30:00Z"], Timestamp.Read(Timestamp.Format("iso8601"), "2026-10-25 02:30:00 x"));
    }

    [Fact]
    public void A_clock_can_change_by_half_an_hour()
    {
        using var zone = new TimeZoneScope("Australia/Lord_Howe");

        Assert.Equal(
            ["2026-04-04T14:29:00Z", "2026-04-04T14:59:00Z", "2026-04-04T15:00:00Z", "2026-04-04T15:30:00Z"],
            Timestamp.Read(
                Timestamp.Format("iso8601"),
                "2026-04-05 01:29:00 x",
                "2026-04-05 01:59:00 x",
                "2026-04-05 01:30:00 x",
                "2026-04-05 02:00:00 x"));
    }

    /// <summary>The C library's own rules, read the other way by the platform's time zones.</summary>
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("America/St_Johns")]
    public void Every_local_time_is_one_at_which_the_clock_shows_it(string name)
    {
        using var scope = new TimeZoneScope(name);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var local = new LocalZone();
        Gen.Long[Timestamp.Utc("1995-01-01T00:00:00Z"), Timestamp.Utc("2035-01-01T00:00:00Z")].Sample(
            seconds =>
            {
                var moment = DateTimeOffset.FromUnixTimeSeconds(seconds);
                var civil = seconds + (long)zone.GetUtcOffset(moment).TotalSeconds;
                var read = local.ToSeconds(civil);
                return read + (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(read)).TotalSeconds == civil
                    && (read == seconds || zone.IsAmbiguousTime(DateTimeOffset.FromUnixTimeSeconds(civil).DateTime));
            },
            iter: 20_000,
            threads: 1);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-24T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28T00:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T00:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T00:00:00Z")]
    public void A_log_with_a_line_a_minute_keeps_its_times_over_a_change_of_the_clock(string name, string start)
    {
        using var scope = new TimeZoneScope(name);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var local = new LocalZone();
        var from = Timestamp.Utc(start);
        for (var seconds = from; seconds < from + (2 * 86_400); seconds += 60)
        {
            var civil = seconds + (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(seconds)).TotalSeconds;
            Assert.Equal(seconds, local.ToSeconds(civil));
        }
    }
}
