using System.Runtime.InteropServices;

namespace SecSharp.Posix;

/// <summary>
/// Standard output or standard error by its number: unlike the stream of the console it is no duplicate, so that a program
/// that becomes a daemon gives it up, and whoever reads the other end sees the end.
/// </summary>
/// <param name="descriptor">1 or 2.</param>
internal sealed unsafe class StandardStream(int descriptor) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

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
