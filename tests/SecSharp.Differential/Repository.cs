namespace SecSharp.Differential;

/// <summary>Finds the repository that this program was built in.</summary>
internal static class Repository
{
    /// <summary>A folder of the repository.</summary>
    public static string Folder(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SecSharp.slnx")))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} lies in no repository with a SecSharp.slnx.");
    }
}
