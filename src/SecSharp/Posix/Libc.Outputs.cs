using System.Runtime.InteropServices;

namespace SecSharp.Posix;

/// <summary>Files that are written.</summary>
internal static unsafe partial class Libc
{
    /// <summary>open(2): for writing.</summary>
    public const int O_WRONLY = 1;

    /// <summary>open(2): create the file if it does not exist.</summary>
    public const int O_CREAT = 0x40;

    /// <summary>open(2): never make the file the controlling terminal.</summary>
    public const int O_NOCTTY = 0x100;

    /// <summary>open(2): write at the end of the file.</summary>
    public const int O_APPEND = 0x400;

    /// <summary>errno: the pipe or socket has no reader any more.</summary>
    public const int EPIPE = 32;

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true)]
    public static partial int OpenOutput(byte* path, int flags, uint mode);
}
