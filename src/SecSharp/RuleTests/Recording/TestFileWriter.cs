using System.Text;

namespace SecSharp.RuleTests.Recording;

/// <summary>Writes test files so that there is always a whole one, the old or the new.</summary>
internal static class TestFileWriter
{
    /// <summary>Replaces the text of a file; mode and byte order mark stay, and a link goes on to be one.</summary>
    public static void Replace(string path, string text)
    {
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        var hasMark = File.ReadAllBytes(target).AsSpan().StartsWith(Encoding.UTF8.Preamble);
        var temporary = $"{target}.new{Environment.ProcessId}";
        try
        {
            // The copy has the mode of the file.
            File.Copy(target, temporary, overwrite: true);
            File.WriteAllText(temporary, text, new UTF8Encoding(hasMark));
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a new file.</summary>
    /// <exception cref="IOException">There is one already, or it can't be written.</exception>
    public static void Create(string path, string text)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
