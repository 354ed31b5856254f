using SecSharp.Cli.Options;

namespace SecSharp.Cli.Life;

/// <summary>More arguments for the command line, from the file that the variable SECRC names. sec(1), ENVIRONMENT.</summary>
internal static class ResourceFile
{
    /// <summary>The name in SECRC; null when it is not set.</summary>
    public static string? Path => Environment.GetEnvironmentVariable("SECRC") is { Length: > 0 } path ? path : null;

    /// <summary>The command line followed by the lines of the resource file, as they are now.</summary>
    /// <exception cref="UsageException">The file can't be read.</exception>
    public static IReadOnlyList<string> Extend(IReadOnlyList<string> arguments)
    {
        if (Path is not { } path)
        {
            return arguments;
        }

        try
        {
            return [.. arguments, .. Parse(File.ReadAllText(path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"can't open resource file '{path}' (SECRC): {exception.Message}");
        }
    }

    /// <summary>Each line is one argument, without the white space around it; empty lines and comments count for nothing.</summary>
    public static IEnumerable<string> Parse(string text) => text
        .Split('\n')
        .Select(static line => line.Trim())
        .Where(static line => line.Length > 0 && line[0] != '#');
}
