using SecSharp.Files;

namespace SecSharp.Tests.Files;

public sealed class FileSystemsTests
{
    [Fact]
    public void Files_of_proc_change_without_notice_and_temporary_files_do_not()
    {
        using var folder = new TemporaryFolder();
        folder.Write("f", "");
        using var local = File.OpenHandle(folder["f"]);
        using var proc = File.OpenHandle("/proc/uptime");
        Assert.True(FileSystems.AreChangesLocal((int)local.DangerousGetHandle()));
        Assert.False(FileSystems.AreChangesLocal((int)proc.DangerousGetHandle()));
    }
}
