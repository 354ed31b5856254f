using SecSharp.Posix;

namespace SecSharp.Files;

/// <summary>What kinds of file systems can do.</summary>
internal static unsafe class FileSystems
{
    /// <summary>
    /// Whether all changes of an open file go through this system's kernel, so that inotify(7) sees them. They do not on
    /// network and user space file systems, nor in /proc and /sys.
    /// </summary>
    public static bool AreChangesLocal(int descriptor)
    {
        var status = stackalloc long[32];
        if (Libc.FileSystemStatus(descriptor, status) != 0)
        {
            return false;
        }

        return (uint)status[0] switch
        {
            0x6969 => false, // nfs
            0x517b or 0xff534d42 or 0xfe534d42 => false, // smb, cifs, smb2
            0x65735546 => false, // fuse
            0x01021997 => false, // 9p
            0x00c36400 => false, // ceph
            0x5346414f or 0x6b414653 => false, // afs
            0x73757245 => false, // coda
            0x564c => false, // ncp
            0x0bd00bd0 => false, // lustre
            0x01161970 or 0x7461636f => false, // gfs2, ocfs2
            0x786f4256 => false, // vboxsf
            0x9fa0 or 0x62656572 => false, // proc, sysfs
            _ => true,
        };
    }
}
