using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Processes;

/// <summary>The two ends of a pipe(2), both closed on exec.</summary>
internal readonly record struct Pipe(int ReadEnd, int WriteEnd)
{
    /// <summary>Opens a pipe; false, with errno, when the system has no descriptors to give.</summary>
    public static unsafe bool TryOpen(out Pipe pipe, out int error)
    {
        var ends = stackalloc int[2];
        error = Libc.Pipe2(ends, Libc.O_CLOEXEC) == 0 ? 0 : Marshal.GetLastPInvokeError();
        pipe = new Pipe(ends[0], ends[1]);
        return error == 0;
    }

    /// <summary>Makes reads from or writes to this end return at once, whatever the other end does.</summary>
    public static void MakeNonBlocking(int descriptor) =>
        _ = Libc.FileControl(descriptor, Libc.F_SETFL, Libc.FileControl(descriptor, Libc.F_GETFL, 0) | Libc.O_NONBLOCK);

    /// <summary>Makes reads from or writes to this end wait.</summary>
    public static void MakeBlocking(int descriptor) =>
        _ = Libc.FileControl(descriptor, Libc.F_SETFL, Libc.FileControl(descriptor, Libc.F_GETFL, 0) & ~Libc.O_NONBLOCK);

    /// <summary>Closes both ends.</summary>
    public void Close()
    {
        _ = Libc.Close(ReadEnd);
        _ = Libc.Close(WriteEnd);
    }
}
