using System.Runtime.InteropServices;
using SecSharp.Files;
using SecSharp.Polling;
using SecSharp.Posix;

namespace SecSharp.Outputs;

/// <summary>
/// A regular file or FIFO that events are appended to. It never blocks: what a slow reader of a FIFO does not take, and
/// what does not fit on a full disk, waits here and is tried again.
/// </summary>
internal sealed unsafe class OutputFile : IPollable, IDisposable
{
    /// <summary>Bytes that write(2) puts into a FIFO without mixing them with those of other writers. pipe(7), PIPE_BUF.</summary>
    private const int AtomicBytes = 4096;

    private const int BatchBytes = 64 * 1024;

    private readonly ByteString _path;
    private readonly OutputHealth _health;
    private readonly PendingEvents _events = new(PendingEvents.DefaultLimit);
    private readonly PollSet? _polls;
    private int _descriptor = -1;
    private bool _isFifo;
    private bool _isWaiting;
    private bool _reopened;

    /// <param name="path">Where it is.</param>
    /// <param name="health">Takes failures.</param>
    /// <param name="polls">Where to wait for the reader of a FIFO; null: writing waits for it.</param>
    public OutputFile(ByteString path, OutputHealth health, PollSet? polls)
    {
        _path = path;
        _health = health;
        _polls = polls;
    }

    public bool IsOpen => _descriptor >= 0;

    public bool IsFifo => _isFifo;

    /// <summary>Number of events that wait to be written.</summary>
    public int EventsPending => _events.Count;

    /// <summary>Called when a FIFO whose reader was waited for has taken everything, or is given up.</summary>
    public Action<OutputFile>? Drained { get; set; }

    /// <summary>Opens the file; false with a reason when it can't be.</summary>
    public bool Open(out string reason)
    {
        _descriptor = Open(_path, out _isFifo, out reason);
        return _descriptor >= 0;
    }

    /// <summary>Takes an event; it is handed to the system by <see cref="Flush"/> at the latest.</summary>
    public void Write(ReadOnlySpan<byte> text, bool newline)
    {
        // A batch is not to grow beyond the memory that stays for the next one.
        if (_events.Bytes + text.Length >= BatchBytes)
        {
            Flush();
        }

        if (!_events.TryAdd(text, newline))
        {
            StopWaiting();
            Flush();
            if (!_events.TryAdd(text, newline))
            {
                _health.Failed($"{_events.Bytes} bytes wait to be written, further events are dropped", eventsLost: 1);
                return;
            }
        }
    }

    /// <summary>Hands to the system what it takes.</summary>
    public void Flush()
    {
        while (_events.Count > 0 && _descriptor >= 0 && !_isWaiting)
        {
            var bytes = _isFifo ? _events.Within(AtomicBytes) : _events.All;
            nint written;
            fixed (byte* start = bytes)
            {
                written = Libc.Write(_descriptor, start, (nuint)bytes.Length);
            }

            if (written < 0)
            {
                if (!Overcome(Marshal.GetLastPInvokeError()))
                {
                    return;
                }
            }
            else
            {
                _events.Written((int)written);
                _reopened = false;
                if (_events.Count == 0)
                {
                    _health.Works();
                }
            }
        }
    }

    /// <summary>Waits for a slow reader, at most until <paramref name="milliseconds"/> are over.</summary>
    public void Drain(int milliseconds)
    {
        StopWaiting();
        Flush();
        var end = Environment.TickCount64 + milliseconds;
        while (_events.Count > 0 && _descriptor >= 0 && _isFifo && Environment.TickCount64 < end)
        {
            AwaitReader((int)(end - Environment.TickCount64));
            StopWaiting();
            Flush();
        }
    }

    public void Ready(PollEvents events)
    {
        StopWaiting();
        Flush();
        if (!_isWaiting)
        {
            Drained?.Invoke(this);
        }
    }

    /// <summary>Closes the file; what it has not taken by now is lost.</summary>
    public void Dispose()
    {
        StopWaiting();
        Flush();
        if (_events.Count > 0)
        {
            _health.Failed("closed while events wait to be written", _events.Count);
            _events.Clear();
        }

        Close();
    }

    /// <summary>Deals with a failed write; true when it is to be tried again at once.</summary>
    private bool Overcome(int error)
    {
        var reason = Libc.Message(error);
        switch (error)
        {
            case Libc.EINTR:
                return true;
            case Libc.EAGAIN when _polls is not null:
                _isWaiting = true;
                _polls.Set(_descriptor, PollEvents.Out, this);
                return false;
            case Libc.EAGAIN:
                AwaitReader(-1);
                return true;
            case Libc.EPIPE when _isFifo && !_reopened:
                // The reader is gone; another one may be there already. It is to see whole events.
                Close();
                _events.Rewind();
                _reopened = true;
                if (Open(out reason))
                {
                    return true;
                }

                break;
            case Libc.EPIPE:
                Close();
                break;
            default:
                // A full disk may have room again at the next write.
                _health.Failed(reason, eventsLost: 0);
                return false;
        }

        _health.Failed(reason, _events.Count);
        _events.Clear();
        return false;
    }

    private void AwaitReader(int milliseconds)
    {
        var entry = new PollEntry { Descriptor = _descriptor, Events = PollEvents.Out };
        _ = Libc.Poll(&entry, 1, milliseconds);
    }

    private void StopWaiting()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            _polls?.Remove(_descriptor);
        }
    }

    private void Close()
    {
        if (_descriptor >= 0)
        {
            _ = Libc.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private static int Open(ByteString path, out bool isFifo, out string reason)
    {
        const int Flags = Libc.O_WRONLY | Libc.O_CREAT | Libc.O_APPEND | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC;
        isFifo = false;
        reason = "";
        int descriptor;
        fixed (byte* name = path.ZeroTerminated())
        {
            descriptor = Libc.OpenOutput(name, Flags, 0x1b6);
        }

        if (descriptor < 0)
        {
            reason = Libc.Message(Marshal.GetLastPInvokeError());
            return descriptor;
        }

        var type = FileStatus.Of(descriptor, out _)?.Type;
        isFifo = type == FileType.Fifo;
        if (!isFifo && type != FileType.Regular)
        {
            reason = "neither a regular file nor a named pipe";
            _ = Libc.Close(descriptor);
            return -1;
        }

        return descriptor;
    }
}
