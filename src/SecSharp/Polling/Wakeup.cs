using System.Runtime.InteropServices;
using SecSharp.Posix;

namespace SecSharp.Polling;

/// <summary>
/// Wakes the engine's thread from another one, or makes its next wait end at once: an eventfd(2) in the
/// <see cref="PollSet"/>.
/// </summary>
internal sealed unsafe class Wakeup : IPollable, IDisposable
{
    private readonly PollSet _poll;
    private readonly Action _woken;
    private readonly Lock _lock = new();
    private int _descriptor;

    /// <param name="poll">The set whose wait ends.</param>
    /// <param name="woken">Called on the engine's thread after one or more calls of <see cref="Set"/>.</param>
    /// <exception cref="IOException">The system has no descriptor to give.</exception>
    public Wakeup(PollSet poll, Action woken)
    {
        _poll = poll;
        _woken = woken;
        _descriptor = Libc.EventFd(0, Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        if (_descriptor < 0)
        {
            throw new IOException($"eventfd: {Libc.Message(Marshal.GetLastPInvokeError())}");
        }

        poll.Set(_descriptor, PollEvents.In, this);
    }

    /// <summary>Ends the present or next wait. May be called from any thread.</summary>
    public void Set()
    {
        var one = 1UL;
        lock (_lock)
        {
            if (_descriptor >= 0)
            {
                _ = Libc.Write(_descriptor, (byte*)&one, sizeof(ulong));
            }
        }
    }

    public void Ready(PollEvents events)
    {
        ulong count;
        _ = Libc.Read(_descriptor, (byte*)&count, sizeof(ulong));
        _woken();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_descriptor >= 0)
            {
                _poll.Remove(_descriptor);
                _ = Libc.Close(_descriptor);
                _descriptor = -1;
            }
        }
    }
}
