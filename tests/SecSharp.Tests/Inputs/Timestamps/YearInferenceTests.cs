using SecSharp.Inputs.Timestamps;

namespace SecSharp.Tests.Inputs.Timestamps;

[Collection(TimeZoneCollection.Name)]
public sealed class YearInferenceTests : IDisposable
{
    private readonly TimeZoneScope _zone = new("UTC");

    public void Dispose() => _zone.Dispose();

    [Theory]
    [InlineData("2027-01-05T00:00:00Z", "Dec 30 10:00:00 x", "2026-12-30T10:00:00Z")]
    [InlineData("2027-01-05T00:00:00Z", "Jan  4 10:00:00 x", "2027-01-04T10:00:00Z")]
    [InlineData("2027-01-05T00:00:00Z", "Jan  5 23:00:00 x", "2027-01-05T23:00:00Z")]
    [InlineData("2027-01-05T00:00:00Z", "Jan  7 10:00:00 x", "2026-01-07T10:00:00Z")]
    [InlineData("2026-12-31T23:59:59Z", "Jan  1 00:00:00 x", "2027-01-01T00:00:00Z")]
    [InlineData("2026-11-25T00:00:00Z", "Feb 29 10:00:00 x", "2024-02-29T10:00:00Z")]
    [InlineData("2104-01-01T00:00:00Z", "Feb 29 10:00:00 x", "2096-02-29T10:00:00Z")]
    public void The_first_year_is_the_last_one_possible(string upTo, string line, string time) =>
        Assert.Equal([time], Timestamp.Read(Timestamp.Format("syslog", upTo), line));

    [Fact]
    public void The_first_year_can_be_given() => Assert.Equal(
        ["2019-11-25T10:00:00Z", "2020-01-01T00:00:00Z"],
        Timestamp.Read(Timestamp.Format("syslog", YearReference.Of(2019)), "Nov 25 10:00:00 x", "Jan  1 00:00:00 x"));

    [Fact]
    public void A_log_crosses_New_Year_as_often_as_it_likes() => Assert.Equal(
        ["2023-12-31T23:59:59Z", "2024-01-01T00:00:00Z", "2024-02-29T00:00:00Z", "2024-12-31T00:00:00Z", "2025-01-01T00:00:00Z"],
        Timestamp.Read(
            Timestamp.Format("syslog", YearReference.Of(2023)),
            "Dec 31 23:59:59 x",
            "Jan  1 00:00:00 x",
            "Feb 29 00:00:00 x",
            "Dec 31 00:00:00 x",
            "Jan  1 00:00:00 x"));

    [Fact]
    public void A_late_line_of_the_old_year_stays_there() => Assert.Equal(
        ["2023-12-31T23:59:59Z", "2024-01-01T00:00:01Z", "2023-12-31T23:59:58Z", "2024-01-01T00:00:02Z", "2024-01-03T00:00:00Z", "2023-12-31T00:00:00Z"],
        Timestamp.Read(
            Timestamp.Format("syslog", YearReference.Of(2023)),
            "Dec 31 23:59:59 x",
            "Jan  1 00:00:01 x",
            "Dec 31 23:59:58 x",
            "Jan  1 00:00:02 x",
            "Jan  3 00:00:00 x",
            "Dec 31 00:00:00 x"));

    [Fact]
    public void A_long_silence_within_a_year_is_one() => Assert.Equal(
        ["2023-01-15T00:00:00Z", "2023-11-15T00:00:00Z", "2024-02-15T00:00:00Z"],
        Timestamp.Read(
            Timestamp.Format("syslog", YearReference.Of(2023)), "Jan 15 00:00:00 x", "Nov 15 00:00:00 x", "Feb 15 00:00:00 x"));

    [Fact]
    public void A_line_some_months_late_is_late() => Assert.Equal(
        ["2023-09-15T00:00:00Z", "2023-06-15T00:00:00Z"],
        Timestamp.Read(Timestamp.Format("syslog", YearReference.Of(2023)), "Sep 15 00:00:00 x", "Jun 15 00:00:00 x"));

    [Fact]
    public void The_leap_day_of_a_year_without_one_is_the_first_of_March() => Assert.Equal(
        ["2023-02-28T23:59:59Z", "2023-03-01T00:00:00Z", "2023-03-01T00:00:00Z"],
        Timestamp.Read(
            Timestamp.Format("syslog", YearReference.Of(2023)), "Feb 28 23:59:59 x", "Feb 29 00:00:00 x", "Mar  1 00:00:00 x"));
}
