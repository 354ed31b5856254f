using System.Text;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;

namespace SecSharp.LanguageServer.Documents;

/// <summary>Finds rule files in a folder: all *.sec, and *.conf that have a rule in them.</summary>
internal static class RuleFileSearch
{
    /// <summary>Files that are larger than this are no rule files written by people.</summary>
    private const long LargestFile = 64 * 1024 * 1024;

    /// <summary>Most files that are looked at: somebody may open / as a folder.</summary>
    private const int MostFiles = 20_000;

    private static readonly EnumerationOptions _options = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 12,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
    };

    public static IEnumerable<string> Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return Directory.EnumerateFiles(folder, "*", _options)
            .Take(MostFiles)
            .Where(static path => path.EndsWith(".sec", StringComparison.Ordinal) || (path.EndsWith(".conf", StringComparison.Ordinal) && HasRule(path)))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>A file's content; null where it can't be read.</summary>
    public static byte[]? Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= LargestFile ? File.ReadAllBytes(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool HasRule(string path) =>
        Read(path) is { } bytes && LogicalLine.Read(Encoding.Latin1.GetString(bytes).Split('\n')).Any(static line =>
            line.Kind == LogicalLineKind.Field && line.Name.ToString() == "type" && RuleType.Find(line.Value.ToString()) is not null);
}
