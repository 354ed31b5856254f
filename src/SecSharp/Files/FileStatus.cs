using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Files;

/// <summary>What makes a file the same file under another name: st_dev and st_ino of stat(2).</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode);

/// <summary>Kinds of files. inode(7).</summary>
internal enum FileType
{
    Fifo = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    SymbolicLink = 0xa000,
    Socket = 0xc000,
}

/// <summary>What statx(2) tells about a file.</summary>
/// <param name="Identity">Its device and inode.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Size">Its size in bytes.</param>
internal readonly record struct FileStatus(FileIdentity Identity, FileType Type, long Size)
{
    /// <summary>The user who owns it.</summary>
    public uint User { get; private init; }

    /// <summary>The group that owns it.</summary>
    public uint Group { get; private init; }

    /// <summary>The status of an open file; null with an errno in <paramref name="error"/>.</summary>
    public static FileStatus? Of(int descriptor, out int error) => Read(descriptor, default, Libc.AT_EMPTY_PATH, out error);

    /// <summary>The status of the file that a path leads to; null with an errno in <paramref name="error"/>.</summary>
    public static FileStatus? Of(ByteString path, out int error) => Read(Libc.AT_FDCWD, path, 0, out error);

    /// <summary>The status of a symbolic link or other file itself; null with an errno in <paramref name="error"/>.</summary>
    public static FileStatus? OfLink(ByteString path, out int error) =>
        Read(Libc.AT_FDCWD, path, Libc.AT_SYMLINK_NOFOLLOW, out error);

    private static unsafe FileStatus? Read(int directory, ByteString path, int flags, out int error)
    {
        Libc.StatXBuffer buffer;
        fixed (byte* name = path.ZeroTerminated())
        {
            error = Libc.StatX(directory, name, flags, Libc.STATX_BASIC_STATS, &buffer) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }

        if (error != 0)
        {
            return null;
        }

        // As makedev(3) makes it.
        ulong major = buffer.DeviceMajor;
        ulong minor = buffer.DeviceMinor;
        var device = ((major & 0xfffff000) << 32) | ((major & 0xfff) << 8) | ((minor & 0xffffff00) << 12) | (minor & 0xff);
        return new FileStatus(new FileIdentity(device, buffer.Inode), (FileType)(buffer.Mode & 0xf000), buffer.Size)
        {
            User = buffer.User,
            Group = buffer.Group,
        };
    }
}
