using System.Runtime.InteropServices;
using SecSharp.Polling;
using SecSharp.Posix;

namespace SecSharp.Processes;

/// <summary>
/// What a child process has still to read from its standard input. The bytes go to the pipe as the child makes room in
/// it; the engine never waits for that.
/// </summary>
internal sealed unsafe class ChildInput : IPollable
{
    private readonly PollSet _poll;
    private readonly byte[] _bytes;
    private int _written;

    /// <param name="poll">Where to wait for room in the pipe.</param>
    /// <param name="descriptor">The write end of the pipe, non-blocking.</param>
    /// <param name="bytes">All that the child is to read.</param>
    public ChildInput(PollSet poll, int descriptor, byte[] bytes)
    {
        _poll = poll;
        _bytes = bytes;
        Descriptor = descriptor;
        Write();
        if (!IsClosed)
        {
            poll.Set(descriptor, PollEvents.Out, this);
        }
    }

    /// <summary>The write end of the pipe.</summary>
    public int Descriptor { get; private set; }

    /// <summary>Whether the child has all its input, or has closed its end.</summary>
    public bool IsClosed => Descriptor < 0;

    /// <summary>Bytes that were not written.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_written);

    public void Ready(PollEvents events) => Write();

    /// <summary>Closes the pipe, whatever is left.</summary>
    public void Close()
    {
        if (!IsClosed)
        {
            _poll.Remove(Descriptor);
            _ = Libc.Close(Descriptor);
            Descriptor = -1;
        }
    }

    private void Write()
    {
        fixed (byte* bytes = _bytes)
        {
            while (_written < _bytes.Length)
            {
                var count = Libc.Write(Descriptor, bytes + _written, (nuint)(_bytes.Length - _written));
                if (count >= 0)
                {
                    _written += (int)count;
                    continue;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Libc.EINTR:
                        continue;
                    case Libc.EAGAIN:
                        return;
                    default:
                        // EPIPE: the child does not want to read on, which is its right.
                        Close();
                        return;
                }
            }
        }

        Close();
    }
}
