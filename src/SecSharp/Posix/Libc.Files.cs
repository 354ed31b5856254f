using System.Runtime.InteropServices;

namespace SecSharp.Posix;

internal static unsafe partial class Libc
{
    /// <summary>errno: no such file or directory.</summary>
    public const int ENOENT = 2;

    /// <summary>errno: a component of the path is not a directory.</summary>
    public const int ENOTDIR = 20;

    /// <summary>open(2): for reading.</summary>
    public const int O_RDONLY = 0;

    /// <summary>open(2): for reading and writing.</summary>
    public const int O_RDWR = 2;

    /// <summary>open(2): never block.</summary>
    public const int O_NONBLOCK = 0x800;

    /// <summary>open(2): not for child processes.</summary>
    public const int O_CLOEXEC = 0x80000;

    /// <summary>statx(2): relative to the working directory.</summary>
    public const int AT_FDCWD = -100;

    /// <summary>statx(2): the symbolic link itself.</summary>
    public const int AT_SYMLINK_NOFOLLOW = 0x100;

    /// <summary>statx(2): the descriptor itself; the path is empty.</summary>
    public const int AT_EMPTY_PATH = 0x1000;

    /// <summary>statx(2): what stat(2) gives.</summary>
    public const uint STATX_BASIC_STATS = 0x7ff;

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true)]
    public static partial int Open(byte* path, int flags);

    [LibraryImport(Library, EntryPoint = "preadv", SetLastError = true)]
    public static partial nint ReadAt(int descriptor, IoVector* vectors, int count, long offset);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    public static partial int StatX(int directory, byte* path, int flags, uint mask, StatXBuffer* buffer);

    [LibraryImport(Library, EntryPoint = "fstatfs", SetLastError = true)]
    public static partial int FileSystemStatus(int descriptor, long* buffer);

    [LibraryImport(Library, EntryPoint = "opendir", SetLastError = true)]
    public static partial nint OpenDirectory(byte* path);

    [LibraryImport(Library, EntryPoint = "readdir", SetLastError = true)]
    public static partial DirectoryEntry* ReadDirectory(nint directory);

    [LibraryImport(Library, EntryPoint = "closedir", SetLastError = true)]
    public static partial int CloseDirectory(nint directory);

    [LibraryImport(Library, EntryPoint = "realpath", SetLastError = true)]
    public static partial byte* RealPath(byte* path, byte* buffer);

    [LibraryImport(Library, EntryPoint = "getpwnam", SetLastError = true)]
    public static partial PasswordEntry* PasswordEntryOf(byte* user);

    [LibraryImport(Library, EntryPoint = "getpwuid", SetLastError = true)]
    public static partial PasswordEntry* PasswordEntryOf(uint user);

    [LibraryImport(Library, EntryPoint = "chown", SetLastError = true)]
    public static partial int ChangeOwner(byte* path, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "getuid")]
    public static partial uint UserId();

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct IoVector
    {
        public byte* Base;
        public nuint Length;
    }

    /// <summary>struct statx, as far as it is used; its layout is the same on all architectures.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct StatXBuffer
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public long Size;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }

    /// <summary>struct dirent of 64-bit systems.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 280)]
    internal struct DirectoryEntry
    {
        [FieldOffset(19)]
        public fixed byte Name[256];
    }

    /// <summary>struct passwd, as far as it is used.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    internal struct PasswordEntry
    {
        [FieldOffset(32)]
        public byte* Home;
    }
}
