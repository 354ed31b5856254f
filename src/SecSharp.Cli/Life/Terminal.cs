using SecSharp.Posix;

namespace SecSharp.Cli.Life;

/// <summary>The controlling terminal.</summary>
internal static class Terminal
{
    /// <summary>Whether a user at a terminal has this program in the foreground, whatever its standard streams are.</summary>
    public static bool IsInForeground()
    {
        try
        {
            using var terminal = File.OpenHandle("/dev/tty");
            return Libc.ForegroundProcessGroup((int)terminal.DangerousGetHandle()) == Libc.ProcessGroup();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
