using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Processes;

/// <summary>Leaves the rest of a child's input to a cat(1) of its own, for the time after the end of this program.</summary>
internal static unsafe class InputHandover
{
    /// <summary>Starts it; a failure means that the child sees the end of its input.</summary>
    public static void Start(ChildInput input)
    {
        int file;
        fixed (byte* name = "sec-child-input\0"u8)
        {
            file = Libc.MemFdCreate(name, 1);
        }

        if (file < 0)
        {
            return;
        }

        if (Fill(file, input.Rest))
        {
            _ = Libc.Seek(file, 0, 0);
            Pipe.MakeBlocking(input.Descriptor);
            _ = ProcessLauncher.Start(CommandLine.Of(ByteString.Utf8("cat")), file, input.Descriptor, out _);
        }

        _ = Libc.Close(file);
    }

    private static bool Fill(int file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var written = 0; written < bytes.Length;)
            {
                var count = Libc.Write(file, start + written, (nuint)(bytes.Length - written));
                if (count < 0 && Marshal.GetLastPInvokeError() != Libc.EINTR)
                {
                    return false;
                }

                written += (int)Math.Max(0, count);
            }
        }

        return true;
    }
}
