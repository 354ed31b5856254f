using System.Runtime.InteropServices;

namespace SecSharp.Posix;

/// <summary>The functions of the C library that the engine and the program use; one partial file a concept.</summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    /// <summary>errno: interrupted by a signal.</summary>
    public const int EINTR = 4;

    /// <summary>errno: would block.</summary>
    public const int EAGAIN = 11;

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nuint count);

    /// <summary>The message of an errno value, as strerror(3) gives it.</summary>
    public static string Message(int error) => Marshal.GetPInvokeErrorMessage(error);
}

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    public int Descriptor;
    public PollEvents Events;
    public PollEvents Returned;
}

/// <summary>What a descriptor is ready for. poll(2).</summary>
[Flags]
internal enum PollEvents : short
{
    None = 0,
    In = 1,
    Out = 4,
    Error = 8,
    HangUp = 16,
    Invalid = 32,
}
