namespace SecSharp.RuleTests;

/// <summary>Names of time zones, as the C library takes them from TZ; it takes those it does not know for UTC.</summary>
internal static class TimeZoneNames
{
    private const string Folder = "/usr/share/zoneinfo";

    /// <summary>The time zone of this process.</summary>
    public static string Current
    {
        get
        {
            if (Environment.GetEnvironmentVariable("TZ") is { } zone)
            {
                return IsKnown(zone.TrimStart(':')) ? zone.TrimStart(':') : "UTC";
            }

            var link = File.ResolveLinkTarget("/etc/localtime", returnFinalTarget: false)?.FullName ?? "";
            var at = link.IndexOf("zoneinfo/", StringComparison.Ordinal);
            return at >= 0 && IsKnown(link[(at + 9)..]) ? link[(at + 9)..] : "UTC";
        }
    }

    /// <summary>Whether it is a file of the time zone database, or rules as POSIX has them.</summary>
    public static bool IsKnown(string name)
    {
        if (name is "UTC" or "GMT")
        {
            return true;
        }

        var isPath = name.Length > 0 && !name.Contains("..", StringComparison.Ordinal) && name[0] != '/';
        return isPath && (File.Exists(Path.Combine(Environment.GetEnvironmentVariable("TZDIR") ?? Folder, name)) || IsPosix(name));
    }

    /// <summary>An abbreviation of three letters or more, or one in angle brackets, with an offset behind it.</summary>
    private static bool IsPosix(string name)
    {
        var at = name[0] == '<' ? name.IndexOf('>', StringComparison.Ordinal) + 1 : name.TakeWhile(char.IsAsciiLetter).Count();
        return at >= 3 && at < name.Length && (char.IsAsciiDigit(name[at]) || (name[at] is '+' or '-' && at + 1 < name.Length && char.IsAsciiDigit(name[at + 1])));
    }
}
