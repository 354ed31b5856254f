using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Files;

/// <summary>The names in a directory, as bytes.</summary>
internal static unsafe class DirectoryListing
{
    /// <summary>All names, <c>.</c> and <c>..</c> too, in no order; none when the directory can't be read.</summary>
    public static IReadOnlyList<ByteString> Of(ByteString path)
    {
        var names = new List<ByteString>();
        nint directory;
        fixed (byte* name = path.ZeroTerminated())
        {
            directory = Libc.OpenDirectory(name);
        }

        if (directory == 0)
        {
            return names;
        }

        while (Libc.ReadDirectory(directory) is var entry && entry is not null)
        {
            names.Add(ByteString.Copy(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry->Name)));
        }

        _ = Libc.CloseDirectory(directory);
        return names;
    }
}
