using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Processes;

/// <summary>
/// Starts programs with posix_spawn(3): no copy of this process, no thread of the runtime involved. Children get the
/// descriptors 0 to 2 and what this process itself was started with, an empty signal mask and the default action for
/// every signal.
/// </summary>
internal static unsafe class ProcessLauncher
{
    private const int MostSignals = 64;

    /// <summary>Starts a program.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="input">Descriptor that becomes its standard input; -1: that of this process.</param>
    /// <param name="output">Descriptor that becomes its standard output; -1: that of this process.</param>
    /// <param name="newSession">Whether it leads a session of its own, without a terminal.</param>
    /// <param name="pid">Its process id.</param>
    /// <returns>0 or an errno value.</returns>
    public static int Start(CommandLine command, int input, int output, out int pid, bool newSession = false)
    {
        var error = Start(command.Arguments, input, output, command.JoinsErrors, newSession, out pid);
        return error == Libc.ENOEXEC && !command.ThroughShell.IsEmpty
            ? Start(command.ThroughShell, input, output, joinsErrors: false, newSession, out pid)
            : error;
    }

    private static int Start(
        ImmutableArray<ByteString> arguments, int input, int output, bool joinsErrors, bool newSession, out int pid)
    {
        var actions = stackalloc byte[Libc.OpaqueSize];
        var attributes = stackalloc byte[Libc.OpaqueSize];
        _ = Libc.SpawnFileActionsInit(actions);
        _ = Libc.SpawnAttributesInit(attributes);
        SetStreams(actions, input, output, joinsErrors);
        SetSignals(attributes, newSession);
        var started = 0;
        int error;
        var pins = new GCHandle[arguments.Length];
        fixed (byte** pointers = new byte*[arguments.Length + 1])
        {
            for (var index = 0; index < arguments.Length; index++)
            {
                var bytes = new byte[arguments[index].Length + 1];
                arguments[index].Span.CopyTo(bytes);
                pins[index] = GCHandle.Alloc(bytes, GCHandleType.Pinned);
                pointers[index] = (byte*)pins[index].AddrOfPinnedObject();
            }

            error = Libc.PosixSpawnP(&started, pointers[0], actions, attributes, pointers, Libc.Environment());
        }

        foreach (var pin in pins)
        {
            pin.Free();
        }

        _ = Libc.SpawnFileActionsDestroy(actions);
        _ = Libc.SpawnAttributesDestroy(attributes);
        pid = started;
        return error;
    }

    private static void SetStreams(void* actions, int input, int output, bool joinsErrors)
    {
        if (input >= 0)
        {
            _ = Libc.SpawnFileActionsAddDup2(actions, input, 0);
        }

        if (output >= 0)
        {
            _ = Libc.SpawnFileActionsAddDup2(actions, output, 1);
        }

        if (joinsErrors)
        {
            _ = Libc.SpawnFileActionsAddDup2(actions, 1, 2);
        }
    }

    private static void SetSignals(void* attributes, bool newSession)
    {
        var signals = stackalloc byte[Libc.OpaqueSize];
        _ = Libc.SignalSetEmpty(signals);
        _ = Libc.SpawnAttributesSetSignalMask(attributes, signals);
        for (var signal = 1; signal <= MostSignals; signal++)
        {
            _ = Libc.SignalSetAdd(signals, signal);
        }

        _ = Libc.SpawnAttributesSetSignalDefaults(attributes, signals);
        var flags = Libc.POSIX_SPAWN_SETSIGDEF | Libc.POSIX_SPAWN_SETSIGMASK | (newSession ? Libc.POSIX_SPAWN_SETSID : 0);
        _ = Libc.SpawnAttributesSetFlags(attributes, (short)flags);
    }
}
