using System.Text;
using SecSharp.Differential;

namespace SecSharp.Tests;

/// <summary>
/// Texts that people get, and others, as they were approved. With SECSHARP_APPROVE set these are written anew, to be read
/// before they are committed.
/// </summary>
internal static class Approved
{
    /// <summary>Compares a text with the approved one.</summary>
    /// <param name="path">The file of the approved text, in the repository.</param>
    /// <param name="actual">The text.</param>
    /// <param name="encoding">How it is kept; UTF-8 unless texts hold one character a byte.</param>
    public static void Check(string path, string actual, Encoding? encoding = null)
    {
        encoding ??= new UTF8Encoding(false);
        var file = Repository.Folder(path);
        if (Environment.GetEnvironmentVariable("SECSHARP_APPROVE") is not null)
        {
            File.WriteAllText(file, actual, encoding);
        }

        Assert.True(File.Exists(file), $"There is no {path}; it would be:\n{actual}");
        Assert.Equal(File.ReadAllText(file, encoding), actual);
    }
}
