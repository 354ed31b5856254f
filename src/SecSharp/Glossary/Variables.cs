namespace SecSharp.Glossary;

/// <summary>Action list variables that are always set.</summary>
internal static class Variables
{
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("%s", "The operation's description (`desc` after substitution); in `action2` of Pair rules that of `desc2`."),
        new("%t", "The time, as `Tue Mar  3 13:05:33 2026`."),
        new("%u", "The time in seconds since Epoch."),
        new("%.sec", "The second of the time, 00 to 59."),
        new("%.min", "The minute of the time, 00 to 59."),
        new("%.hour", "The hour of the time, 00 to 23."),
        new("%.hmsstr", "The time of the day, as `13:05:33`."),
        new("%.mday", "The day of the month, 01 to 31."),
        new("%.mdaystr", "The day of the month in two columns, filled with a blank."),
        new("%.mon", "The month, 01 to 12."),
        new("%.monstr", "The month's short name, as `Mar`."),
        new("%.year", "The year, as `2026`."),
        new("%.wday", "The weekday, 0 (Sunday) to 6."),
        new("%.wdaystr", "The weekday's short name, as `Tue`."),
        new("%.tzname", "The name of the time zone, as `CET`."),
        new("%.tzoff", "The time zone's offset from UTC, as `+0100`."),
        new("%.tzoff2", "The time zone's offset from UTC, as `+01:00`."),
        new("%.nl", "A line feed."),
        new("%.cr", "A carriage return."),
        new("%.tab", "A tabulator."),
        new("%.sp", "A blank."),
        new("%.chr0", "The byte with the number given, `%.chr0` to `%.chr255`."),
    ];

    /// <summary>The entry of a variable; null for one that rules assign.</summary>
    public static Entry? Find(string name) =>
        All.FirstOrDefault(entry => entry.Word == name)
        ?? (name.StartsWith("%.chr", StringComparison.Ordinal) ? All[^1] : null);
}
