using System.Globalization;
using System.Text;
using CsCheck;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.Tests.Inputs.Timestamps;

[Collection(TimeZoneCollection.Name)]
public sealed class TimestampRoundTripTests
{
    private static readonly Gen<DateTimeOffset> Moments =
        Gen.Long[Timestamp.Utc("1995-01-01T00:00:00Z"), Timestamp.Utc("2035-01-01T00:00:00Z")].Select(DateTimeOffset.FromUnixTimeSeconds);

    public static TheoryData<string, string, string> Formats
    {
        get
        {
            (string Format, string Shape)[] formats =
            [
                ("syslog", "'<34>'MMM {d} HH:mm:ss 'host app: text'"),
                ("syslog", "MMM dd yyyy HH:mm:ss': %ASA-1: text'"),
                ("iso8601", "yyyy-MM-ddTHH:mm:ss.fffzzz"),
                ("iso8601", "'at 'yyyy-MM-dd HH:mm:ss',123 text'"),
                ("rfc5424", "'<34>1 'yyyy-MM-ddTHH:mm:ss.ffffffzzz' host app - - - text'"),
                ("apache", "'::1 - - ['dd/MMM/yyyy:HH:mm:ss {z}'] text'"),
                ("apache", "yyyy/MM/dd HH:mm:ss '[error] text'"),
                ("apache", "'['ddd MMM dd HH:mm:ss.ffffff yyyy'] [error] text'"),
                ("%a %d %B %Y, %I:%M:%S %p", "'x 'ddd d MMMM yyyy, hh:mm:ss tt"),
                ("%D %T %z", "MM/dd/yy HH:mm:ss zzz"),
                ("epoch", "{s}' text'"),
                ("epoch", "{s}'123 text'"),
            ];
            var data = new TheoryData<string, string, string>();
            foreach (var zone in new[] { "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu" })
            {
                foreach (var (format, shape) in formats)
                {
                    data.Add(zone, format, shape);
                    if (!format.Contains('%'))
                    {
                        data.Add(zone, "auto", shape);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_time_that_was_written_is_read_back(string zone, string format, string shape)
    {
        using var scope = new TimeZoneScope(zone);
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Moments.Sample(
            moment =>
            {
                // The Epoch is in sight for auto from September 2001 on only.
                if (format == "auto" && shape.StartsWith("{s}", StringComparison.Ordinal) && moment.ToUnixTimeSeconds() < 1_000_000_000)
                {
                    return;
                }

                var written = TimeZoneInfo.ConvertTime(moment, local);
                var line = Encoding.Latin1.GetBytes(Write(written, shape));
                var reader = Timestamp.Format(format, YearReference.Of(written.Year));
                Assert.True(reader.TryRead(line, out var seconds), Encoding.Latin1.GetString(line));
                if (seconds != moment.ToUnixTimeSeconds())
                {
                    Assert.True(local.IsAmbiguousTime(written.DateTime), Encoding.Latin1.GetString(line));
                    Assert.Equal(3600, Math.Abs(seconds - moment.ToUnixTimeSeconds()));
                }
            },
            iter: 500,
            threads: 1);
    }

    private static string Write(DateTimeOffset moment, string shape)
    {
        var filled = shape
            .Replace("{d}", $"'{moment.Day,2}'", StringComparison.Ordinal)
            .Replace("{s}", $"'{moment.ToUnixTimeSeconds()}'", StringComparison.Ordinal)
            .Replace("{z}", "'" + moment.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal) + "'", StringComparison.Ordinal);
        return moment.ToString(filled, CultureInfo.InvariantCulture);
    }
}
