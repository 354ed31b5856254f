using System.Text;
using CsCheck;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.Tests.Inputs.Timestamps;

public sealed class TimestampNoiseTests
{
    private static readonly string[] Formats =
        ["auto", "syslog", "rfc5424", "iso8601", "epoch", "apache", "%a %b %e %T %Z %Y", "%d/%b/%Y:%I:%M:%S.%f %p %z", "%j%s", "%z %B %Y %d"];

    /// <summary>Bytes that timestamps are made of, more often than others.</summary>
    private static readonly Gen<byte[]> Noise = Gen.OneOf(
        Gen.Byte,
        OneOf(Encoding.ASCII.GetBytes("0123456789:::---///   TZ+.,[](<>NovWedJanUTC")),
        OneOf(Encoding.ASCII.GetBytes("0129:- "))).Array[0, 80];

    private static readonly Gen<byte[]> BrokenTimestamps =
        from line in OneOf<string>(
            "<34>1 2026-11-25T10:00:00.123Z host",
            "Nov 25 10:00:00 host text",
            "1 - [25/Nov/2026:10:00:00 +0000] text",
            "[Wed Nov 25 10:00:00.123 2026] text",
            "msg=audit(1795600800.243:24287): text",
            "2026/11/25 10:00:00 [error] +01:00")
        from length in Gen.Int[0, line.Length]
        from place in Gen.Int[0, line.Length]
        from replacement in Gen.Byte
        select Break(line, length, place, replacement);

    [Fact]
    public void Noise_is_survived()
    {
        var formats = Formats.Select(name => Timestamp.Format(name)).ToArray();
        Gen.OneOf(Noise, BrokenTimestamps).Sample(
            line =>
            {
                foreach (var format in formats)
                {
                    var found = format.TryRead(line, out var seconds);
                    Assert.True(found || seconds == 0);
                    Assert.InRange(seconds, 0, TimestampFormat.LastSecond);
                }
            },
            iter: 50_000,
            threads: 1);
    }

    [Fact]
    public void What_came_before_matters_only_where_the_year_or_the_zone_is_missing()
    {
        var lasting = Timestamp.Format("auto");
        Gen.OneOf(BrokenTimestamps, Noise).Where(line => !Encoding.Latin1.GetString(line).Contains("ov ", StringComparison.OrdinalIgnoreCase)).Sample(
            line =>
            {
                var found = lasting.TryRead(line, out var seconds);
                Assert.Equal(found, Timestamp.Format("auto").TryRead(line, out var fresh));
                Assert.Equal(fresh, seconds);
            },
            iter: 20_000,
            threads: 1);
    }

    [Fact]
    public void A_very_long_line_is_read_like_a_short_one()
    {
        var line = Encoding.Latin1.GetBytes("2026-11-25T10:00:00Z " + new string(':', 50_000_000));

        Assert.True(Timestamp.Format("auto").TryRead(line, out var seconds));
        Assert.Equal("2026-11-25T10:00:00Z", Timestamp.Text(seconds));
        Assert.False(Timestamp.Format("auto").TryRead(line.AsSpan(21), out _));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("syslog")]
    [InlineData("rfc5424")]
    [InlineData("iso8601")]
    [InlineData("epoch")]
    [InlineData("apache")]
    [InlineData("%a %b %d %T %Z %Y")]
    [InlineData("%d/%b/%Y:%T %z")]
    public void Reading_allocates_nothing(string name)
    {
        var lines = new[]
        {
            "Nov 25 10:00:00 host text", "Nov 25 10:00:01 host text", "<34>1 2026-11-25T10:00:02.123Z host", "no time",
            "2026-11-25 10:00:03,123 text", "::1 - [25/Nov/2026:10:00:04 +0000] text", "[Wed Nov 25 10:00:05 2026] text",
            "2026/11/25 10:00:06 text", "1795600807.5 text", "msg=audit(1795600808.243:24287): text", "Wed Nov 25 10:00:00 UTC 2026",
        }.Select(Encoding.Latin1.GetBytes).ToArray();
        var format = Timestamp.Format(name);
        var found = 0;
        ReadAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadAll();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, found);

        void ReadAll()
        {
            for (var round = 0; round < 1000; round++)
            {
                foreach (var line in lines)
                {
                    found += format.TryRead(line, out _) ? 1 : 0;
                }
            }
        }
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static byte[] Break(string line, int length, int place, byte replacement)
    {
        var bytes = Encoding.Latin1.GetBytes(line[..length]);
        if (place < length)
        {
            bytes[place] = replacement;
        }

        return bytes;
    }
}
