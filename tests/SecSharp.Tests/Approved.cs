using SecSharp.Differential;

namespace SecSharp.Tests;

/// <summary>
/// Texts that people get, as they were approved (*.approved.txt). With SECSHARP_APPROVE set these are written anew, to be read
/// before they are committed.
/// </summary>
internal static class Approved
{
    /// <summary>Compares a text with the approved one.</summary>
    /// <param name="path">The file of the approved text, in the repository.</param>
    /// <param name="actual">The text.</param>
    public static void Check(string path, string actual)
    {
        var file = Repository.Folder(path);
        if (Environment.GetEnvironmentVariable("SECSHARP_APPROVE") is not null)
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"There is no {path}; it would be:\n{actual}");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
