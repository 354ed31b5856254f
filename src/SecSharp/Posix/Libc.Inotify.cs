using System.Runtime.InteropServices;

namespace SecSharp.Posix;

internal static unsafe partial class Libc
{
    /// <summary>inotify_init1(2): never block; not for child processes.</summary>
    public const int IN_NONBLOCK_CLOEXEC = O_NONBLOCK | O_CLOEXEC;

    [LibraryImport(Library, EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int InotifyCreate(int flags);

    [LibraryImport(Library, EntryPoint = "inotify_add_watch", SetLastError = true)]
    public static partial int InotifyAdd(int descriptor, byte* path, InotifyEvents events);

    [LibraryImport(Library, EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int InotifyRemove(int descriptor, int watch);

    /// <summary>struct inotify_event; the name follows it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct InotifyEvent
    {
        public int Watch;
        public InotifyEvents Events;
        public uint Cookie;
        public uint NameLength;
    }
}

/// <summary>What has happened to a watched file or directory. inotify(7).</summary>
[Flags]
internal enum InotifyEvents : uint
{
    None = 0,
    Modified = 0x2,
    Attributes = 0x4,
    MovedFrom = 0x40,
    MovedTo = 0x80,
    Created = 0x100,
    SelfDeleted = 0x400,
    SelfMoved = 0x800,
    Overflow = 0x4000,
    Ignored = 0x8000,
    OnlyDirectory = 0x1000000,
}
