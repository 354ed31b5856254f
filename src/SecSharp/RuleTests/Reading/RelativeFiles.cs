using System.Text;
using SecSharp.Configuration;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.RuleTests.Reading;

/// <summary>Files that a test file names, relative to the folder in which it is.</summary>
internal static class RelativeFiles
{
    /// <summary>The existing files that a name or pattern stands for, in the order of --conf.</summary>
    public static IReadOnlyList<string> Find(string folder, string pattern)
    {
        var joined = Join(folder, pattern);
        if (File.Exists(joined))
        {
            return [joined];
        }

        var full = Path.IsPathRooted(pattern) || folder.Length == 0 ? pattern : Escape(folder) + "/" + pattern;
        return [.. RuleLoader.Find([full]).Where(File.Exists).Select(Shorten)];
    }

    /// <summary>The name as the program opens it.</summary>
    public static string Join(string folder, string path) => Shorten(Path.Combine(folder, path));

    /// <summary>What to do about a name that stands for no file.</summary>
    public static string Remedy(string folder, string name)
    {
        var joined = Join(folder, name);
        var place = Path.GetDirectoryName(joined) is { Length: > 0 } parent ? parent : ".";
        if (!Directory.Exists(place))
        {
            return $"there is no folder {place} either; names are relative to the test file";
        }

        var files = Directory.GetFiles(place).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        var nearest = Suggestion.For(Path.GetFileName(name), files!);
        return nearest is not null ? $"did you mean '{Path.Combine(Path.GetDirectoryName(name) ?? "", nearest)}'?" : "names are relative to the test file";
    }

    /// <summary>Without folders that are left again at once: <c>tests/../rules/a.sec</c> is <c>rules/a.sec</c>.</summary>
    private static string Shorten(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not ("" or ".." or ".") && !IsLink(string.Join('/', parts)))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return parts.Count == 0 ? "." : string.Join('/', parts);
    }

    private static bool IsLink(string path) => new DirectoryInfo(path).LinkTarget is not null;

    private static string Escape(string folder)
    {
        var escaped = new StringBuilder();
        foreach (var letter in folder)
        {
            escaped.Append(" \t*?[]{}~\\'\"".Contains(letter, StringComparison.Ordinal) ? "\\" : "").Append(letter);
        }

        return escaped.ToString();
    }
}
