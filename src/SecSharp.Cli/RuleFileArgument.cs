namespace SecSharp.Cli;

/// <summary>A rule file that the command line names.</summary>
internal static class RuleFileArgument
{
    /// <summary>Its content.</summary>
    /// <exception cref="IOException">It cannot be read; the message says why, without its name.</exception>
    public static byte[] Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"it is a directory: name the files in it, as in {path.TrimEnd('/')}/*.sec");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw new IOException("permission denied");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException("there is no such file");
        }
    }
}
