using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Outputs;

/// <summary>
/// Standard output or standard error by its number: unlike the stream of the console it is no duplicate, so that a program
/// that becomes a daemon gives it up, and whoever reads the other end sees the end.
/// </summary>
/// <param name="descriptor">1 or 2.</param>
internal sealed unsafe class StandardStream(int descriptor) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint count;
            fixed (byte* bytes = buffer)
            {
                count = Libc.Write(descriptor, bytes, (nuint)buffer.Length);
            }

            if (count < 0)
            {
                WaitOrThrow(Marshal.GetLastPInvokeError());
                continue;
            }

            buffer = buffer[(int)count..];
        }
    }

    /// <summary>Another program may have made the file behind the descriptor non-blocking.</summary>
    private void WaitOrThrow(int error)
    {
        switch (error)
        {
            case Libc.EINTR:
                break;
            case Libc.EAGAIN:
                var entry = new PollEntry { Descriptor = descriptor, Events = PollEvents.Out };
                _ = Libc.Poll(&entry, 1, -1);
                break;
            default:
                throw new IOException(Libc.Message(error));
        }
    }
}
