using System.Runtime.InteropServices;

namespace SecSharp.Posix;

/// <summary>Child processes, signals and pipes.</summary>
internal static unsafe partial class Libc
{
    /// <summary>errno: the file is no program that the kernel can run.</summary>
    public const int ENOEXEC = 8;

    /// <summary>errno: no memory.</summary>
    public const int ENOMEM = 12;

    /// <summary>errno: no child process with that id.</summary>
    public const int ECHILD = 10;

    /// <summary>Signals by number, as on Linux.</summary>
    public const int SIGHUP = 1, SIGINT = 2, SIGABRT = 6, SIGKILL = 9, SIGUSR1 = 10, SIGUSR2 = 12, SIGTERM = 15, SIGCHLD = 17;

    /// <summary>waitpid(2), waitid(2): do not wait.</summary>
    public const int WNOHANG = 1;

    /// <summary>waitid(2): children that have ended; leave them in a state to be waited for.</summary>
    public const int WEXITED = 4, WNOWAIT = 0x01000000;

    /// <summary>waitid(2): any child.</summary>
    public const int P_ALL = 0;

    /// <summary>posix_spawnattr_setflags(3).</summary>
    public const short POSIX_SPAWN_SETSIGDEF = 0x04, POSIX_SPAWN_SETSIGMASK = 0x08, POSIX_SPAWN_SETSID = 0x80;

    /// <summary>fcntl(2).</summary>
    public const int F_SETFD = 2, F_GETFL = 3, F_SETFL = 4, FD_CLOEXEC = 1;

    /// <summary>Size in bytes that holds the opaque structures of posix_spawn and a signal set, of any C library.</summary>
    public const int OpaqueSize = 512;

    [LibraryImport(Library, EntryPoint = "posix_spawnp")]
    public static partial int PosixSpawnP(
        int* pid, byte* file, void* fileActions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int SpawnFileActionsInit(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int SpawnFileActionsDestroy(void* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int SpawnFileActionsAddDup2(void* actions, int descriptor, int target);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int SpawnAttributesInit(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int SpawnAttributesDestroy(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SpawnAttributesSetFlags(void* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SpawnAttributesSetSignalDefaults(void* attributes, void* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SpawnAttributesSetSignalMask(void* attributes, void* signals);

    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    public static partial int SignalSetEmpty(void* signals);

    [LibraryImport(Library, EntryPoint = "sigaddset")]
    public static partial int SignalSetAdd(void* signals, int signal);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int pid, int* status, int options);

    [LibraryImport(Library, EntryPoint = "waitid", SetLastError = true)]
    public static partial int WaitId(int kind, int id, SignalInformation* information, int options);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    public static partial int Pipe2(int* descriptors, int flags);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint value, int flags);

    [LibraryImport(Library, EntryPoint = "memfd_create", SetLastError = true)]
    public static partial int MemFdCreate(byte* name, uint flags);

    [LibraryImport(Library, EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int descriptor, long offset, int whence);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int FileControl(int descriptor, int command, int argument);

    /// <summary>The environment of this process, as execve(2) takes it.</summary>
    public static byte** Environment() =>
        *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");
}

/// <summary>siginfo_t as waitid(2) fills it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct SignalInformation
{
    [FieldOffset(12)]
    private int _pid32;

    [FieldOffset(16)]
    private int _pid64;

    /// <summary>Process id of the child; 0: no child has ended.</summary>
    public readonly int Pid => nint.Size == 8 ? _pid64 : _pid32;
}
