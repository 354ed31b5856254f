namespace SecSharp.Tests.Inputs.Timestamps;

[Collection(TimeZoneCollection.Name)]
public sealed class NamedFormatTests : IDisposable
{
    private readonly TimeZoneScope _zone = new("UTC");

    public void Dispose() => _zone.Dispose();

    [Theory]
    [InlineData("Nov 25 10:00:00 host app: text", "2026-11-25T10:00:00Z")]
    [InlineData("Nov  5 10:00:00 host app: text", "2026-11-05T10:00:00Z")]
    [InlineData("Nov 5 10:00:00 host app: text", "2026-11-05T10:00:00Z")]
    [InlineData("<34>Nov 25 10:00:00 host app: text", "2026-11-25T10:00:00Z")]
    [InlineData("Nov 25 10:00:00", "2026-11-25T10:00:00Z")]
    [InlineData("Nov 25 10:00:00.123 host app: text", "2026-11-25T10:00:00Z")]
    [InlineData("Nov 25 2024 10:00:00: %ASA-6-302013: text", "2024-11-25T10:00:00Z")]
    [InlineData("web1 | Nov 25 23:59:60 leap second", "2026-11-26T00:00:00Z")]
    [InlineData("nov 25 10:00:00 lower case", "2026-11-25T10:00:00Z")]
    [InlineData("at 10:00 and 12:30:00, Nov 25 10:00:00 at last", "2026-11-25T10:00:00Z")]
    [InlineData("Nov 31 10:00:00 no such day", null)]
    [InlineData("Nov 25 24:00:00 no such hour", null)]
    [InlineData("Nov 25 10:60:00 no such minute", null)]
    [InlineData("Nov 25 10:00:61 no such second", null)]
    [InlineData("Nov 25 10:00:000 too many digits", null)]
    [InlineData("Nuv 25 10:00:00 no such month", null)]
    [InlineData("xNov 25 10:00:00 inside a word", null)]
    [InlineData("Nov 25  10:00:00 two blanks", null)]
    [InlineData("Nov 0 10:00:00 no such day", null)]
    [InlineData("2026-11-25 10:00:00 another format", null)]
    [InlineData("", null)]
    public void Syslog_is_read(string line, string? time) => Assert.Equal(time, Timestamp.Read("syslog", line));

    [Theory]
    [InlineData("<34>1 2026-11-25T10:00:00.123Z host app 12 ID - text", "2026-11-25T10:00:00Z")]
    [InlineData("1 2026-11-25T10:00:00.123456+01:00 host app", "2026-11-25T09:00:00Z")]
    [InlineData("2026-11-25T10:00:00-05:30 host app", "2026-11-25T15:30:00Z")]
    [InlineData("<191>12 2026-11-25T10:00:00Z host", "2026-11-25T10:00:00Z")]
    [InlineData("<34>1 - host app", null)]
    [InlineData("<34>1 2026-11-25 10:00:00Z a blank", null)]
    [InlineData("text 2026-11-25T10:00:00Z", null)]
    [InlineData("<34>1 2026-11-25T10:00:0", null)]
    [InlineData("<34>", null)]
    [InlineData("<", null)]
    [InlineData("", null)]
    public void Rfc5424_is_read(string line, string? time) => Assert.Equal(time, Timestamp.Read("rfc5424", line));

    [Theory]
    [InlineData("2026-11-25T10:00:00Z", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25T10:00:00z text", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25 10:00:00 text", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25 10:00:00,123 text", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25T10:00:00.123456789+0200 text", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T10:00:00+02:00 text", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25T10:00:00-08 text", "2026-11-25T18:00:00Z")]
    [InlineData("2026-11-25 10:00:00 +0200 text", "2026-11-25T08:00:00Z")]
    [InlineData("2026-11-25 10:00:00.123 UTC [123] text", "2026-11-25T10:00:00Z")]
    [InlineData("{\"time\":\"2026-11-25T10:00:00+01:00\",\"msg\":\"text\"}", "2026-11-25T09:00:00Z")]
    [InlineData("[2026-11-25 10:00:00] text", "2026-11-25T10:00:00Z")]
    [InlineData("first 2026-11-25T10:00:00Z second 2026-11-25T11:00:00Z", "2026-11-25T10:00:00Z")]
    [InlineData("2026-13-25T10:00:00Z then 2026-11-25T11:00:00Z", "2026-11-25T11:00:00Z")]
    [InlineData("12026-11-25T10:00:00Z", null)]
    [InlineData("2026-02-29T10:00:00Z", null)]
    [InlineData("0000-11-25T10:00:00Z", null)]
    [InlineData("1969-12-31T23:59:59Z", null)]
    [InlineData("2026-11-25T10:00Z", null)]
    public void Iso8601_is_read(string line, string? time) => Assert.Equal(time, Timestamp.Read("iso8601", line));

    [Theory]
    [InlineData("2024-02-29T10:00:00Z leap year", "2024-02-29T10:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z the last second", "9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59-01:00 after it", null)]
    [InlineData("1970-01-01T00:00:00+01:00 before the first", null)]
    [InlineData("2026-11-25 10:00:00 -12 is no zone", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25 10:00:00 -12345 is no zone", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25 10:00:00 UTCX is no zone", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25 10:00:00+99:00 is no zone", "2026-11-25T10:00:00Z")]
    public void Iso8601_has_limits(string line, string? time) => Assert.Equal(time, Timestamp.Read("iso8601", line));

    [Theory]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("100 text", "1970-01-01T00:01:40Z")]
    [InlineData("1795600800 text", "2026-11-25T10:00:00Z")]
    [InlineData("1795600800.999 text", "2026-11-25T10:00:00Z")]
    [InlineData("1795600800123 text", "2026-11-25T10:00:00Z")]
    [InlineData("1795600800123456 text", "2026-11-25T10:00:00Z")]
    [InlineData("1795600800123456789 text", "2026-11-25T10:00:00Z")]
    [InlineData("[1795600800] nagios", "2026-11-25T10:00:00Z")]
    [InlineData("type=SYSCALL msg=audit(1795600800.243:24287): arch=c000003e", "2026-11-25T10:00:00Z")]
    [InlineData("{\"level\":\"info\",\"ts\":1795600800.5,\"msg\":\"text\"}", "2026-11-25T10:00:00Z")]
    [InlineData("job 7 ended 1795600800 ok", "2026-11-25T10:00:00Z")]
    [InlineData("10.0.0.1 - - text", null)]
    [InlineData("10:00:00 text", null)]
    [InlineData("2026-11-25 text", null)]
    [InlineData("12ab text", null)]
    [InlineData("id a1795600800 text", null)]
    [InlineData("99999999999999999999 too long", null)]
    public void Epoch_is_read(string line, string? time) => Assert.Equal(time, Timestamp.Read("epoch", line));

    [Theory]
    [InlineData("::1 - - [25/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1", "2026-11-25T10:00:00Z")]
    [InlineData("10.0.0.1 - joe [25/Nov/2026:10:00:00 -0130] \"GET / HTTP/1.1\"", "2026-11-25T11:30:00Z")]
    [InlineData("10.0.0.1 - - [25/Nov/2026:10:00:00] no zone", "2026-11-25T10:00:00Z")]
    [InlineData("2026/11/25 10:00:00 [error] 12#0: *1 open() failed", "2026-11-25T10:00:00Z")]
    [InlineData("[Wed Nov 25 10:00:00.123456 2026] [core:error] [pid 1:tid 2] text", "2026-11-25T10:00:00Z")]
    [InlineData("[Wed Nov 25 10:00:00 2024] [error] text", "2024-11-25T10:00:00Z")]
    [InlineData("[Wed Nov  5 10:00:00 2024] [error] text", "2024-11-05T10:00:00Z")]
    [InlineData("[25/Nuv/2026:10:00:00 +0000]", null)]
    [InlineData("[31/Nov/2026:10:00:00 +0000]", null)]
    [InlineData("125/Nov/2026:10:00:00", null)]
    [InlineData("Nov 25 10:00:00 host", null)]
    [InlineData("Wed Nov 25 10:00:00 host", null)]
    [InlineData("[Wed Nov 25 10:00:00 20261] text", null)]
    public void Apache_is_read(string line, string? time) => Assert.Equal(time, Timestamp.Read("apache", line));

    [Theory]
    [InlineData("Nov 25 10:00:00 host app: text", "2026-11-25T10:00:00Z")]
    [InlineData("<34>1 2026-11-25T10:00:00.123Z host app 12 ID - text", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25 10:00:00,123 text", "2026-11-25T10:00:00Z")]
    [InlineData("1795600800.123 text", "2026-11-25T10:00:00Z")]
    [InlineData("[1795600800] nagios", "2026-11-25T10:00:00Z")]
    [InlineData("type=SYSCALL msg=audit(1795600800.243:24287): arch=c000003e", "2026-11-25T10:00:00Z")]
    [InlineData("level=info ts=1795600800 msg=text", "2026-11-25T10:00:00Z")]
    [InlineData("{\"timestamp\": 1795600800123}", "2026-11-25T10:00:00Z")]
    [InlineData("10.0.0.1 - - [25/Nov/2026:10:00:00 +0100] \"GET / HTTP/1.1\"", "2026-11-25T09:00:00Z")]
    [InlineData("2026/11/25 10:00:00 [error] 12#0: *1 open() failed", "2026-11-25T10:00:00Z")]
    [InlineData("[Wed Nov 25 10:00:00.123456 2024] [core:error] text", "2024-11-25T10:00:00Z")]
    [InlineData("Wed Nov 25 10:00:00 host without year", "2026-11-25T10:00:00Z")]
    [InlineData("4711 is a number and no time", null)]
    [InlineData("order 1795600800 shipped", null)]
    [InlineData("counts=1795600800 shipped", null)]
    [InlineData("2026112510 is a date in figures", "2034-03-16T09:01:50Z")]
    [InlineData("20261125100000 is a date in figures", null)]
    [InlineData("9876543210 is too far away", null)]
    [InlineData("10:00:00 is a time without date", null)]
    public void Auto_recognises_each_line_by_itself(string line, string? time) => Assert.Equal(time, Timestamp.Read("auto", line));

    [Fact]
    public void Auto_reads_logs_of_mixed_formats() => Assert.Equal(
        ["2026-11-25T10:00:00Z", "2026-11-25T10:00:01Z", null, "2026-11-25T10:00:02Z", "2026-11-25T10:00:02Z"],
        Timestamp.Read(
            Timestamp.Format("auto"),
            "Nov 25 10:00:00 host text",
            "2026-11-25T10:00:01Z text",
            "text",
            "1795600802 text",
            "Nov 25 10:00:02 host text"));

    [Theory]
    [InlineData("2026-11-25 10:00:00 text", "2026-11-25 10:00:00 +0100 text", "2026-11-25T09:00:00Z")]
    [InlineData("2026-11-25 10:00:00 text", "2026-11-25 10:00:00 UTC text", "2026-11-25T10:00:00Z")]
    [InlineData("2026-11-25T10:00:00 text", "2026-11-25T10:00:00+01 text", "2026-11-25T09:00:00Z")]
    [InlineData("2026-11-25T10:00:00+01 text", "2026-11-25T10:00:00+01:30 text", "2026-11-25T08:30:00Z")]
    [InlineData("2026-11-25T10:00:00+01: text", "2026-11-25T10:00:00+01:30 text", "2026-11-25T08:30:00Z")]
    [InlineData("Wed Nov 25 10:00:00 text", "Wed Nov 25 10:00:00 2024 text", "2024-11-25T10:00:00Z")]
    [InlineData("1795600800 text", "17956008001 text", null)]
    [InlineData("1795600800 text", "1795600800123 text", "2026-11-25T10:00:00Z")]
    public void A_timestamp_that_begins_like_the_one_before_is_read_whole(string before, string line, string? time)
    {
        var format = Timestamp.Format("auto");
        Timestamp.Read(format, before, before);

        Assert.Equal([time], Timestamp.Read(format, line));
    }

    [Fact]
    public void A_timestamp_behind_the_searched_part_is_not_found()
    {
        Assert.NotNull(Timestamp.Read("auto", new string('x', 4000) + " 2026-11-25T10:00:00Z"));
        Assert.Null(Timestamp.Read("auto", new string('x', 4096) + " 2026-11-25T10:00:00Z"));
    }
}
