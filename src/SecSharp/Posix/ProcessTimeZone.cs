using System.Runtime.InteropServices;

namespace SecSharp.Posix;

/// <summary>The time zone of this process, for the C library and for Perl code.</summary>
internal static partial class ProcessTimeZone
{
    /// <summary>Changes it. Whatever keeps local times is to be made anew afterwards.</summary>
    public static void Set(string name)
    {
        Environment.SetEnvironmentVariable("TZ", name);
        _ = SetEnv("TZ", name, overwrite: 1);
        TzSet();
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "tzset")]
    private static partial void TzSet();
}
