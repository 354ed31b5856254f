using System.Runtime.InteropServices;

namespace SecSharp.Posix;

internal static unsafe partial class Libc
{
    /// <summary>signal(2): what the system does by default.</summary>
    public const nint SIG_DFL = 0;

    [LibraryImport(Library, EntryPoint = "signal", SetLastError = true)]
    public static partial nint SetSignalHandler(int signal, nint handler);
}
