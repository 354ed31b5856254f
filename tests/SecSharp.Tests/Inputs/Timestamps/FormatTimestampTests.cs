namespace SecSharp.Tests.Inputs.Timestamps;

[Collection(TimeZoneCollection.Name)]
public sealed class FormatTimestampTests : IDisposable
{
    private readonly TimeZoneScope _zone = new("UTC");

    public void Dispose() => _zone.Dispose();

    [Theory]
    [InlineData("%Y-%m-%d %H:%M:%S", "x 2026-11-25 10:00:00 text", "2026-11-25T10:00:00Z")]
    [InlineData("%F %T", "2026-11-25 10:00:00", "2026-11-25T10:00:00Z")]
    [InlineData("%F %R", "2026-11-25 10:00", "2026-11-25T10:00:00Z")]
    [InlineData("%D %T", "11/25/26 10:00:00", "2026-11-25T10:00:00Z")]
    [InlineData("%d.%m.%y %H:%M", "25.11.26 10:00", "2026-11-25T10:00:00Z")]
    [InlineData("%d.%m.%y", "1.1.99", "1999-01-01T00:00:00Z")]
    [InlineData("%d.%m.%Y %k", "", null)]
    [InlineData("%b %e %T", "<1>Nov  5 10:00:00 host", "2026-11-05T10:00:00Z")]
    [InlineData("%B %d, %Y %I:%M:%S %p", "at November 25, 2026 1:02:03 pm", "2026-11-25T13:02:03Z")]
    [InlineData("%b %d %Y %I:%M %p", "Nov 25 2026 12:30 AM", "2026-11-25T00:30:00Z")]
    [InlineData("%b %d %Y %I:%M%p", "Nov 25 2026 12:30PM", "2026-11-25T12:30:00Z")]
    [InlineData("%a %b %d %T %Z %Y", "Wed Nov 25 10:00:00 UTC 2026", "2026-11-25T10:00:00Z")]
    [InlineData("%A, %d %B %Y", "Wednesday, 25 November 2026", "2026-11-25T00:00:00Z")]
    [InlineData("%d/%b/%Y:%T %z", "10.0.0.1 - - [25/Nov/2026:10:00:00 +0100] text", "2026-11-25T09:00:00Z")]
    [InlineData("%FT%T.%f%z", "2026-11-25T10:00:00.5Z", "2026-11-25T10:00:00Z")]
    [InlineData("%FT%T%z", "2026-11-25T10:00:00-05:30", "2026-11-25T15:30:00Z")]
    [InlineData("%Y.%j %T", "2026.329 10:00:00", "2026-11-25T10:00:00Z")]
    [InlineData("%Y.%j", "2024.366", "2024-12-31T00:00:00Z")]
    [InlineData("%Y.%j", "2026.366", null)]
    [InlineData("%j %T", "329 10:00:00", "2026-11-25T10:00:00Z")]
    [InlineData("@%s", "at 7 @1795600800: text", "2026-11-25T10:00:00Z")]
    [InlineData("100%% %s", "100% 1795600800", "2026-11-25T10:00:00Z")]
    [InlineData("%Y%m%d%H%M%S", "20261125100000", "2026-11-25T10:00:00Z")]
    [InlineData("%Y%m%d%n%H", "20261125 \t 10", "2026-11-25T10:00:00Z")]
    [InlineData("%H:%M %d.%m.%Y", "99:10 25.11.2026 and 10:00 25.11.2026", "2026-11-25T10:00:00Z")]
    [InlineData("jour %d/%m/%Y à %H h", "jour 25/11/2026 à 10 h", null)]
    [InlineData("%F", "2026-02-29", null)]
    [InlineData("%F", "", null)]
    [InlineData("%F", "12026-11-25", null)]
    public void A_format_is_found_at_its_first_place_in_the_line(string format, string line, string? time)
    {
        if (SecSharp.Inputs.Timestamps.TimestampFormats.TryParse(format, SecSharp.Inputs.Timestamps.YearReference.UpTo(1_796_000_000), out var parsed, out _))
        {
            Assert.Equal([time], Timestamp.Read(parsed!, line));
        }
        else
        {
            Assert.Null(time);
        }
    }

    [Fact]
    public void Text_of_a_format_is_matched_in_utf8()
    {
        Assert.True(Timestamp.Format("le %F à %R").TryRead("le 2026-11-25 à 10:00"u8, out var seconds));
        Assert.Equal("2026-11-25T10:00:00Z", Timestamp.Text(seconds));
    }

    [Theory]
    [InlineData("%H:%M:%S", "it has no date")]
    [InlineData("%d %T", "a day without a month")]
    [InlineData("%b %T", "a month without a day")]
    [InlineData("%F %I:%M", "%I needs %p")]
    [InlineData("%F %H %p", "%p needs %I")]
    [InlineData("%F %k", "no directive '%k': did you mean '%H'")]
    [InlineData("%F %T.%L", "no directive '%L': did you mean '%f'")]
    [InlineData("%c", "did you mean '%a %b %e %T %Y'")]
    [InlineData("%F %", "ends with a single '%'")]
    [InlineData("%!", "no directive '%!'; there are %Y")]
    public void A_wrong_format_is_explained(string text, string part)
    {
        Assert.False(SecSharp.Inputs.Timestamps.TimestampFormats.TryParse(text, default, out var format, out var error));
        Assert.Null(format);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", error, StringComparison.Ordinal);
    }
}
