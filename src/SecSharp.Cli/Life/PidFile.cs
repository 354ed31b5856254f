using System.Globalization;

namespace SecSharp.Cli.Life;

/// <summary>The file of --pid. It stays when the program ends, as with the reference.</summary>
internal static class PidFile
{
    /// <summary>Writes the process id of this program.</summary>
    /// <exception cref="StartupException">The file can't be written.</exception>
    public static void Write(string path)
    {
        try
        {
            File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartupException($"Can't open pidfile {path} for writing ({exception.Message}), exiting!");
        }
    }
}

/// <summary>The program can't start as it was told to; the message says why.</summary>
internal sealed class StartupException(string message) : Exception(message);
