using System.Globalization;
using System.Runtime.InteropServices;
using SecSharp.Posix;
using SecSharp.Processes;

namespace SecSharp.Cli.Life;

/// <summary>
/// Makes the program a daemon (--detach): it starts itself again in a session of its own, waits until that process has
/// completed its start, and ends. A process with threads can't be forked. sec(1), OPTIONS.
/// </summary>
internal static unsafe class Detachment
{
    /// <summary>Variable that tells the new process what it is: the descriptor on which it reports that its start is complete.</summary>
    private const string Variable = "SECSHARP_DETACHED";

    /// <summary>Descriptor on which this process, started by <see cref="Start"/>, reports; null in any other process.</summary>
    public static int? ReportDescriptor { get; } =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var descriptor) ? descriptor : null;

    /// <summary>Starts the program again and waits for its start to be complete.</summary>
    /// <returns>The exit status for this process: 0, or that of the new one if its start has failed.</returns>
    /// <exception cref="StartupException">The system can't start it.</exception>
    public static int Start()
    {
        if (!Pipe.TryOpen(out var pipe, out var error))
        {
            throw new StartupException($"Can't detach ({Libc.Message(error)}), exiting!");
        }

        _ = Libc.FileControl(pipe.WriteEnd, Libc.F_SETFD, 0);
        Set(Variable, pipe.WriteEnd.ToString(CultureInfo.InvariantCulture));
        error = ProcessLauncher.Start(OwnCommand(), -1, -1, out var pid, newSession: true);
        _ = Libc.Close(pipe.WriteEnd);
        if (error != 0)
        {
            throw new StartupException($"Can't detach ({Libc.Message(error)}), exiting!");
        }

        byte sign;
        nint count;
        do
        {
            count = Libc.Read(pipe.ReadEnd, &sign, 1);
        }
        while (count < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
        return count == 1 ? 0 : ExitStatusOf(pid);
    }

    /// <summary>In the new process: its children learn nothing of how it was started.</summary>
    public static void Hide()
    {
        if (ReportDescriptor is { } descriptor)
        {
            _ = Libc.FileControl(descriptor, Libc.F_SETFD, Libc.FD_CLOEXEC);
            Libc.UnsetEnvironment(System.Text.Encoding.UTF8.GetBytes(Variable + "\0"));
        }
    }

    /// <summary>In the new process: the start is complete; standard streams are given up.</summary>
    public static void Complete()
    {
        if (ReportDescriptor is not { } descriptor)
        {
            return;
        }

        using (var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            var source = (int)nothing.DangerousGetHandle();
            for (var standard = 0; standard <= 2; standard++)
            {
                _ = Libc.Duplicate(source, standard);
            }
        }

        byte sign = 1;
        _ = Libc.Write(descriptor, &sign, 1);
        _ = Libc.Close(descriptor);
    }

    /// <summary>The program and the arguments it was started with, byte for byte.</summary>
    private static CommandLine OwnCommand()
    {
        var arguments = SplitAtNul(File.ReadAllBytes("/proc/self/cmdline"));
        arguments[0] = ByteString.Utf8(Environment.ProcessPath ?? "/proc/self/exe");
        return CommandLine.Of([.. arguments]);
    }

    private static List<ByteString> SplitAtNul(ReadOnlySpan<byte> bytes)
    {
        var parts = new List<ByteString>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)0);
            end = end < 0 ? bytes.Length : end;
            parts.Add(ByteString.Copy(bytes[..end]));
            bytes = bytes[Math.Min(end + 1, bytes.Length)..];
        }

        return parts;
    }

    private static int ExitStatusOf(int pid)
    {
        int status;
        while (Libc.WaitPid(pid, &status, 0) < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
        {
        }

        return new ProcessEnd(status) is { Signal: 0 } end ? end.ExitStatus : 1;
    }

    private static void Set(string name, string value)
    {
        fixed (byte* nameBytes = System.Text.Encoding.UTF8.GetBytes(name + "\0"), valueBytes = System.Text.Encoding.UTF8.GetBytes(value + "\0"))
        {
            _ = Libc.SetEnvironmentVariable(nameBytes, valueBytes, 1);
        }
    }
}
