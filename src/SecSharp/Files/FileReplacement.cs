using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using SecSharp.Posix;

namespace SecSharp.Files;

/// <summary>Gives a file a new content at one stroke: whoever reads it sees the old one or the new one, whole.</summary>
[SupportedOSPlatform("linux")]
internal static class FileReplacement
{
    /// <summary>
    /// Writes a new file beside the old one and renames it. Mode and owner stay; a symbolic link stays one, and the file
    /// that it leads to is replaced.
    /// </summary>
    /// <exception cref="IOException">It is not possible; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        path = Path.GetFullPath(path);
        path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var status = FileStatus.Of(ByteString.Utf8(path), out var error) ?? throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        if (status.Type != FileType.Regular)
        {
            throw new IOException("not a regular file");
        }

        using (new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            // A file that must not be written must not be replaced either.
        }

        var mode = File.GetUnixFileMode(path);
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var file = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            KeepOwner(temporary, status);
            File.SetUnixFileMode(temporary, mode);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static unsafe void KeepOwner(string path, FileStatus old)
    {
        var name = ByteString.Utf8(path);
        var current = FileStatus.Of(name, out _);
        if (current?.User == old.User && current?.Group == old.Group)
        {
            return;
        }

        fixed (byte* bytes = name.ZeroTerminated())
        {
            if (Libc.ChangeOwner(bytes, old.User, old.Group) != 0)
            {
                throw new IOException($"its owner can't be kept: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }
}
