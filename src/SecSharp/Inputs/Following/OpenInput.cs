using System.Runtime.InteropServices;
using SecSharp.Files;
using SecSharp.Posix;

namespace SecSharp.Inputs.Following;

/// <summary>What an attempt to read has brought.</summary>
internal enum ReadOutcome
{
    /// <summary>Bytes.</summary>
    Data,

    /// <summary>No bytes at present.</summary>
    Nothing,

    /// <summary>The end of a stream: no writer is left.</summary>
    End,

    /// <summary>The bytes before the position are others than those read there: the file has been written anew.</summary>
    Rewritten,

    /// <summary>A failure of the system.</summary>
    Failed,
}

/// <summary>One open file, named pipe or standard input, whatever name leads to it now.</summary>
internal sealed unsafe class OpenInput : IDisposable
{
    private const int StandardInput = 0;
    private const int MarkSize = 64;

    private readonly byte[] _mark = new byte[MarkSize];
    private int _markLength;
    private long _offset;

    private OpenInput(int descriptor, FileStatus status, LineBlock block)
    {
        Descriptor = descriptor;
        Identity = status.Identity;
        IsRegular = status.Type == FileType.Regular;
        Block = block;
    }

    public int Descriptor { get; }

    public FileIdentity Identity { get; }

    /// <summary>Whether it has a size and positions; otherwise it is a stream.</summary>
    public bool IsRegular { get; }

    /// <summary>The bytes read and not handed out.</summary>
    public LineBlock Block { get; }

    /// <summary>Byte offset of the next line that has not been handed out; of a stream, the number of bytes before it.</summary>
    public long Position => Math.Max(0, _offset - Block.Pending);

    /// <summary>Byte offset up to which it has been read.</summary>
    public long Offset => _offset;

    /// <summary>errno of the last <see cref="ReadOutcome.Failed"/>.</summary>
    public int Error { get; private set; }

    /// <summary>When it is no more the file under the input's name: until when it is read all the same, seconds since Epoch.</summary>
    public long ReadUntil { get; set; }

    /// <summary>Whether it may have data.</summary>
    public bool IsAwake { get; set; } = true;

    /// <summary>Its inotify watch; -1 without one.</summary>
    public int Watch { get; set; } = -1;

    /// <summary>Whether bytes have been read since this was last cleared.</summary>
    public bool HasRead { get; set; }

    /// <summary>Opens a file; null with an errno, or 0 when it is of a kind that can't be an input.</summary>
    /// <param name="name">Its name; <c>-</c> is standard input.</param>
    /// <param name="readWriteFifo">Whether a named pipe is opened for writing too.</param>
    /// <param name="block">Where its bytes go.</param>
    /// <param name="error">errno.</param>
    public static OpenInput? Open(ByteString name, bool readWriteFifo, LineBlock block, out int error)
    {
        if (name.Span.SequenceEqual("-"u8))
        {
            return FileStatus.Of(StandardInput, out error) is { } input ? new OpenInput(StandardInput, input, block) : null;
        }

        if (FileStatus.Of(name, out error) is not { } found || !IsInput(found.Type))
        {
            return null;
        }

        var access = found.Type == FileType.Fifo && readWriteFifo ? Libc.O_RDWR : Libc.O_RDONLY;
        int descriptor;
        fixed (byte* path = name.ZeroTerminated())
        {
            descriptor = Libc.Open(path, access | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        }

        if (descriptor < 0)
        {
            error = Marshal.GetLastPInvokeError();
            return null;
        }

        if (FileStatus.Of(descriptor, out error) is { } opened && opened.Type == found.Type)
        {
            return new OpenInput(descriptor, opened, block);
        }

        Libc.Close(descriptor);
        return null;
    }

    /// <summary>Sets the position from where to read.</summary>
    /// <returns>False when the file is shorter: the position is its end then.</returns>
    public bool TrySeek(long offset)
    {
        var size = Size;
        _offset = Math.Min(offset, size);
        Mark();
        return offset <= size;
    }

    /// <summary>Sets the position to that of the descriptor: whoever has started the program may have read a part of standard input.</summary>
    public void SeekPresent() => TrySeek(Math.Max(0, Libc.Seek(Descriptor, 0, whence: 1)));

    /// <summary>Sets the position to the present end.</summary>
    public void SeekEnd() => TrySeek(Size);

    /// <summary>Begins anew after the file has been truncated; a line without an end goes on with the new bytes.</summary>
    public void Rewind()
    {
        _offset = 0;
        _markLength = 0;
    }

    /// <summary>Size of a regular file in bytes; 0 for others.</summary>
    public long Size => IsRegular && FileStatus.Of(Descriptor, out _) is { } status ? status.Size : 0;

    /// <summary>
    /// Takes the next line, looking through no more than --blocksize bytes. <see cref="ReadOutcome.Data"/> without a line
    /// means that there may be one next time.
    /// </summary>
    // Hot path.
    public ReadOutcome TakeLine(out ArraySegment<byte> line)
    {
        if (Block.TryTakeLine(out line))
        {
            return ReadOutcome.Data;
        }

        if (!Block.TryReveal())
        {
            var outcome = Read();
            if (outcome != ReadOutcome.Data)
            {
                return outcome;
            }

            HasRead = true;
            Block.TryReveal();
        }

        if (!Block.TryTakeLine(out line))
        {
            Block.TryCut(out line);
        }

        return ReadOutcome.Data;
    }

    public void Dispose()
    {
        if (Descriptor != StandardInput)
        {
            Libc.Close(Descriptor);
        }
    }

    /// <summary>Reads more bytes, never waiting for them.</summary>
    private ReadOutcome Read()
    {
        var outcome = IsRegular ? ReadFile() : ReadStream();
        if (outcome == ReadOutcome.Failed)
        {
            Error = Marshal.GetLastPInvokeError();
            if (Error is Libc.EINTR or Libc.EAGAIN)
            {
                return ReadOutcome.Nothing;
            }
        }

        return outcome;
    }

    private static bool IsInput(FileType type) => type is FileType.Regular or FileType.Fifo;

    /// <summary>
    /// Reads on, and in the same call reads the last bytes before the position once more: if these have changed, the file
    /// has been truncated and has grown beyond the position since.
    /// </summary>
    private ReadOutcome ReadFile()
    {
        var room = Block.Room().Span;
        var check = stackalloc byte[MarkSize];
        nint read;
        fixed (byte* bytes = room)
        {
            var vectors = stackalloc Libc.IoVector[2];
            vectors[0] = new Libc.IoVector { Base = check, Length = (nuint)_markLength };
            vectors[1] = new Libc.IoVector { Base = bytes, Length = (nuint)room.Length };
            read = Libc.ReadAt(Descriptor, vectors, 2, _offset - _markLength);
        }

        if (read < 0)
        {
            return ReadOutcome.Failed;
        }

        if (read < _markLength)
        {
            return ReadOutcome.Nothing;
        }

        var mark = new ReadOnlySpan<byte>(check, _markLength);
        if (!mark.SequenceEqual(_mark.AsSpan(0, _markLength)))
        {
            if (mark.ContainsAnyExcept((byte)0))
            {
                return ReadOutcome.Rewritten;
            }

            // Truncated, and its writer goes on at its own position behind a hole.
            mark.CopyTo(_mark);
        }

        var added = (int)read - _markLength;
        if (added == 0)
        {
            return ReadOutcome.Nothing;
        }

        Remember(room[..added]);
        Block.Added(added);
        _offset += added;
        return ReadOutcome.Data;
    }

    private ReadOutcome ReadStream()
    {
        var entry = new PollEntry { Descriptor = Descriptor, Events = PollEvents.In };
        if (Libc.Poll(&entry, 1, 0) <= 0)
        {
            return ReadOutcome.Nothing;
        }

        var room = Block.Room().Span;
        nint read;
        fixed (byte* bytes = room)
        {
            read = Libc.Read(Descriptor, bytes, (nuint)room.Length);
        }

        if (read <= 0)
        {
            return read < 0 ? ReadOutcome.Failed : ReadOutcome.End;
        }

        Block.Added((int)read);
        _offset += read;
        return ReadOutcome.Data;
    }

    private void Mark()
    {
        _markLength = 0;
        var length = (int)Math.Min(MarkSize, _offset);
        fixed (byte* bytes = _mark)
        {
            var vector = new Libc.IoVector { Base = bytes, Length = (nuint)length };
            if (length > 0 && Libc.ReadAt(Descriptor, &vector, 1, _offset - length) == length)
            {
                _markLength = length;
            }
        }
    }

    private void Remember(ReadOnlySpan<byte> added)
    {
        if (added.Length >= MarkSize)
        {
            added[^MarkSize..].CopyTo(_mark);
            _markLength = MarkSize;
            return;
        }

        var kept = Math.Min(_markLength, MarkSize - added.Length);
        _mark.AsSpan(_markLength - kept, kept).CopyTo(_mark);
        added.CopyTo(_mark.AsSpan(kept));
        _markLength = kept + added.Length;
    }
}
