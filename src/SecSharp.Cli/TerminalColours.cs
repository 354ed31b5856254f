namespace SecSharp.Cli;

/// <summary>Whether standard output takes colours.</summary>
internal static class TerminalColours
{
    /// <summary>True on a terminal that has them, unless NO_COLOR is set.</summary>
    public static bool AreWanted => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
}
