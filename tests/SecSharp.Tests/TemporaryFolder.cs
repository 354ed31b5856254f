namespace SecSharp.Tests;

/// <summary>A folder of its own for one test, removed with all that is in it at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("secsharp-").FullName;

    public string Path { get; }

    /// <summary>The full path of a name in the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file.</summary>
    public void Write(string name, string text) => File.WriteAllText(this[name], text);

    /// <summary>Appends to a file, in one write.</summary>
    public void Append(string name, string text) => File.AppendAllText(this[name], text);

    public void Dispose()
    {
        // Names that are not UTF-8 can't be removed by the class library.
        using var remove = System.Diagnostics.Process.Start("rm", ["-rf", Path]);
        remove.WaitForExit();
    }
}
