using System.Diagnostics.CodeAnalysis;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Inputs.Timestamps;

/// <summary>The formats that --timestamps names.</summary>
internal static class TimestampFormats
{
    /// <summary>Each line of a log begins with its time, which is no part of its text: <see cref="PrefixTimestamp"/>.</summary>
    public const string Prefix = "prefix";

    /// <summary>The names, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["auto", Prefix, "syslog", "rfc5424", "iso8601", "epoch", "apache"];

    /// <summary>What people call formats elsewhere: named in errors, not accepted.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["rfc3164"] = "syslog",
        ["bsd"] = "syslog",
        ["rfc3339"] = "iso8601",
        ["unix"] = "epoch",
        ["seconds"] = "epoch",
        ["nginx"] = "apache",
        ["clf"] = "apache",
        ["common"] = "apache",
        ["combined"] = "apache",
        ["trace"] = Prefix,
    };

    /// <summary>Makes a format from what --timestamps says: a name, or a format of directives such as <c>%Y-%m-%d %T</c>.</summary>
    /// <param name="text">The name or format.</param>
    /// <param name="reference">Where the first year comes from when timestamps have none.</param>
    /// <param name="format">The format; null for <see cref="Prefix"/>.</param>
    /// <param name="error">What is wrong with the text, and what would be right.</param>
    public static bool TryParse(
        string text, YearReference reference, out TimestampFormat? format, [NotNullWhen(false)] out string? error)
    {
        var zone = new LocalZone();
        var years = new YearInference(reference, zone);
        error = null;
        format = text switch
        {
            "auto" => new AutoTimestamp(zone, years),
            "syslog" => new ClockTimestamp(DateForms.Syslog, zone, years),
            "rfc5424" => new Rfc5424Timestamp(zone, years),
            "iso8601" => new ClockTimestamp(DateForms.Iso, zone, years),
            "epoch" => new EpochTimestamp(plausibleOnly: false),
            "apache" => new ClockTimestamp(DateForms.Apache, zone, years),
            _ => null,
        };
        if (format is not null || text == Prefix)
        {
            return true;
        }

        if (!text.Contains('%', StringComparison.Ordinal))
        {
            error = $"there is no timestamp format '{text}'{Meant(text)}; "
                + $"there are {string.Join(", ", Names)}, and formats with directives such as '%Y-%m-%d %H:%M:%S'";
            return false;
        }

        if (!FormatParser.TryParse(text, out var elements, out error))
        {
            return false;
        }

        format = new FormatTimestamp(elements, zone, years);
        return true;
    }

    private static string Meant(string text)
    {
        var word = text.ToLowerInvariant();
        var meant = OtherNames.GetValueOrDefault(word)
            ?? Names.FirstOrDefault(name => word.Length > 1 && name.StartsWith(word, StringComparison.Ordinal))
            ?? Suggestion.For(word, Names);
        return meant is null ? "" : $": did you mean '{meant}'?";
    }
}
