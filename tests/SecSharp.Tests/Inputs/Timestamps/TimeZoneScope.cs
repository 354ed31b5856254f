using System.Runtime.InteropServices;

namespace SecSharp.Tests.Inputs.Timestamps;

/// <summary>Tests that set the time zone of the process, which no other test may notice.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimeZoneCollection
{
    public const string Name = "Time zone of the process";
}

/// <summary>Another time zone of the process (TZ) until the end of the scope.</summary>
internal sealed partial class TimeZoneScope : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("TZ");

    public TimeZoneScope(string zone) => Set(zone);

    public void Dispose() => Set(_before);

    private static void Set(string? zone)
    {
        _ = zone is null ? UnsetEnv("TZ") : SetEnv("TZ", zone, 1);
        TzSet();
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetEnv(string name);

    [LibraryImport("libc", EntryPoint = "tzset")]
    private static partial void TzSet();
}
