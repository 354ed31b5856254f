using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Files;

/// <summary>A path taken apart at its last slash.</summary>
internal readonly record struct FilePath
{
    public FilePath(ByteString path)
    {
        var slash = path.Span.LastIndexOf((byte)'/');
        Directory = slash switch
        {
            < 0 => ByteString.Utf8("."),
            0 => ByteString.Utf8("/"),
            _ => ByteString.Copy(path.Span[..slash]),
        };
        Name = ByteString.Copy(path.Span[(slash + 1)..]);
    }

    public ByteString Directory { get; }

    public ByteString Name { get; }

    /// <summary>The path of a name in a directory.</summary>
    public static ByteString Join(ByteString directory, ByteString name) =>
        new([.. directory.Span, .. directory.Span.EndsWith("/"u8) ? ""u8 : "/"u8, .. name.Span]);

    /// <summary>The path without symbolic links; null when nothing is there.</summary>
    public static unsafe FilePath? Resolve(ByteString path)
    {
        fixed (byte* name = path.ZeroTerminated())
        {
            var resolved = Libc.RealPath(name, null);
            if (resolved is null)
            {
                return null;
            }

            var found = ByteString.Copy(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(resolved));
            NativeMemory.Free(resolved);
            return new FilePath(found);
        }
    }
}
