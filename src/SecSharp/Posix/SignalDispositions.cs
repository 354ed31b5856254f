using System.Runtime.InteropServices;

namespace SecSharp.Posix;

/// <summary>What the process does on each signal, saved to be put back after code that changes it. sigaction(2).</summary>
internal sealed unsafe class SignalDispositions
{
    private const int Signals = 32;

    /// <summary>More than sizeof(struct sigaction) on any platform.</summary>
    private const int Size = 256;

    private readonly byte[] _saved = new byte[Signals * Size];

    public static SignalDispositions Save()
    {
        var dispositions = new SignalDispositions();
        fixed (byte* saved = dispositions._saved)
        {
            for (var signal = 1; signal < Signals; signal++)
            {
                _ = Libc.SigAction(signal, null, saved + (signal * Size));
            }
        }

        return dispositions;
    }

    public void Restore()
    {
        fixed (byte* saved = _saved)
        {
            for (var signal = 1; signal < Signals; signal++)
            {
                _ = Libc.SigAction(signal, saved + (signal * Size), null);
            }
        }
    }
}

internal static unsafe partial class Libc
{
    [LibraryImport(Library, EntryPoint = "sigaction")]
    public static partial int SigAction(int signal, byte* action, byte* previous);

    [LibraryImport(Library, EntryPoint = "unsetenv")]
    private static partial int UnsetEnv(byte* name);

    /// <summary>Removes a variable, whose name ends in NUL, from the environment that C code sees.</summary>
    public static void UnsetEnvironment(ReadOnlySpan<byte> name)
    {
        fixed (byte* start = name)
        {
            _ = UnsetEnv(start);
        }
    }
}
