using System.Runtime.InteropServices;

namespace SecSharp.Posix;

/// <summary>What a process uses and on whose behalf it runs.</summary>
internal static unsafe partial class Libc
{
    private const int ClockThreadCpuTime = 3;

    /// <summary>CPU time of the calling thread in nanoseconds.</summary>
    public static long ThreadCpuNanoseconds()
    {
        long* time = stackalloc long[2];
        return ClockGetTime(ClockThreadCpuTime, time) == 0 ? (time[0] * 1_000_000_000) + time[1] : 0;
    }

    /// <summary>CPU time in seconds, used in user and in system mode.</summary>
    /// <param name="ofChildren">Of the children that have been waited for; otherwise of this process.</param>
    public static (double User, double System) CpuSeconds(bool ofChildren)
    {
        long* usage = stackalloc long[32];
        return GetResourceUsage(ofChildren ? -1 : 0, usage) == 0
            ? (usage[0] + (usage[1] / 1e6), usage[2] + (usage[3] / 1e6))
            : default;
    }

    /// <summary>Supplementary group ids of this process.</summary>
    public static uint[] SupplementaryGroups()
    {
        var count = GetGroups(0, null);
        var groups = new uint[Math.Max(0, count)];
        fixed (uint* first = groups)
        {
            return GetGroups(groups.Length, first) >= 0 ? groups : [];
        }
    }

    [LibraryImport(Library, EntryPoint = "getegid")]
    public static partial uint EffectiveGroup();

    [LibraryImport(Library, EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, long* time);

    [LibraryImport(Library, EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, long* usage);

    [LibraryImport(Library, EntryPoint = "getgroups")]
    private static partial int GetGroups(int size, uint* groups);
}
