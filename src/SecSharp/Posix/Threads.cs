using System.Globalization;
using System.Runtime.InteropServices;

namespace SecSharp.Posix;

internal static unsafe partial class Libc
{
    /// <summary>Number of the calling thread. gettid(2).</summary>
    [LibraryImport(Library, EntryPoint = "gettid")]
    public static partial int ThreadId();

    /// <summary>Sends a signal to a thread. tgkill(2).</summary>
    [LibraryImport(Library, EntryPoint = "tgkill")]
    public static partial int SignalThread(int process, int thread, int signal);

    /// <summary>Bytes of memory that a process holds; 0 when it is gone. proc(5).</summary>
    public static long ResidentMemory(int process)
    {
        try
        {
            var pages = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/statm").Split(' ')[1];
            return long.Parse(pages, CultureInfo.InvariantCulture) * System.Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
