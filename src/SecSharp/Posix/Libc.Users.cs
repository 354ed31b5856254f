using System.Runtime.InteropServices;

namespace SecSharp.Posix;

/// <summary>Users, groups, sessions and terminals.</summary>
internal static unsafe partial class Libc
{
    [LibraryImport(Library, EntryPoint = "getpwnam_r")]
    public static partial int GetUserByName(byte* name, UserEntry* entry, byte* buffer, nuint size, UserEntry** result);

    [LibraryImport(Library, EntryPoint = "getgrnam_r")]
    public static partial int GetGroupByName(byte* name, GroupEntry* entry, byte* buffer, nuint size, GroupEntry** result);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport(Library, EntryPoint = "setgroups", SetLastError = true)]
    public static partial int SetGroups(nuint count, uint* groups);

    [LibraryImport(Library, EntryPoint = "setgid", SetLastError = true)]
    public static partial int SetGroup(uint group);

    [LibraryImport(Library, EntryPoint = "setuid", SetLastError = true)]
    public static partial int SetUser(uint user);

    [LibraryImport(Library, EntryPoint = "umask")]
    public static partial uint SetFileModeMask(uint mask);

    [LibraryImport(Library, EntryPoint = "tcgetpgrp", SetLastError = true)]
    public static partial int ForegroundProcessGroup(int terminal);

    [LibraryImport(Library, EntryPoint = "getpgrp")]
    public static partial int ProcessGroup();

    [LibraryImport(Library, EntryPoint = "dup2", SetLastError = true)]
    public static partial int Duplicate(int descriptor, int target);

    [LibraryImport(Library, EntryPoint = "setenv", SetLastError = true)]
    public static partial int SetEnvironmentVariable(byte* name, byte* value, int overwrite);
}

/// <summary>struct passwd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct UserEntry
{
    public byte* Name;
    public byte* Password;
    public uint User;
    public uint Group;
    public byte* Information;
    public byte* Home;
    public byte* Shell;
}

/// <summary>struct group.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GroupEntry
{
    public byte* Name;
    public byte* Password;
    public uint Group;
    public byte** Members;
}
