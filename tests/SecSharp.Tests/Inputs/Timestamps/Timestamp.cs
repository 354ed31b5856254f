using System.Globalization;
using System.Text;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.Tests.Inputs.Timestamps;

/// <summary>Short forms for tests of timestamps.</summary>
internal static class Timestamp
{
    /// <summary>The format of a name; a log written up to the given time, 2026-11-30 unless said otherwise.</summary>
    public static TimestampFormat Format(string text, string upTo = "2026-11-30T00:00:00Z") => Format(text, YearReference.UpTo(Utc(upTo)));

    public static TimestampFormat Format(string text, YearReference reference)
    {
        Assert.True(TimestampFormats.TryParse(text, reference, out var format, out var error), error);
        return format!;
    }

    /// <summary>The times of lines read one after another, as <c>2026-11-25T10:00:00Z</c>; null for lines without.</summary>
    public static string?[] Read(TimestampFormat format, params string[] lines) =>
        [.. lines.Select(line => format.TryRead(Encoding.Latin1.GetBytes(line), out var seconds) ? Text(seconds) : null)];

    /// <summary>The time of a single line.</summary>
    public static string? Read(string format, string line) => Read(Format(format), line)[0];

    public static long Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();

    public static string Text(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
