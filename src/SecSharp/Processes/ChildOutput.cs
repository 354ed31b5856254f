using System.Runtime.InteropServices;
using SecSharp.Polling;
using SecSharp.Posix;

namespace SecSharp.Processes;

/// <summary>
/// The standard output of a child process that spawn or its like has started: each of its lines becomes a synthetic
/// event, also a last one without newline.
/// </summary>
internal sealed unsafe class ChildOutput : IPollable
{
    private readonly PollSet _poll;
    private readonly ChildProcess _child;
    private readonly IChildLines _lines;
    private readonly byte[] _block;
    private readonly ByteBuilder _partial = new(0);
    private int _descriptor;
    private bool _dropping;

    /// <param name="poll">Where to wait for output.</param>
    /// <param name="descriptor">The read end of the pipe, non-blocking.</param>
    /// <param name="child">The process.</param>
    /// <param name="lines">Takes its lines.</param>
    /// <param name="block">Memory to read into, shared by all outputs; its length is what is read at once.</param>
    public ChildOutput(PollSet poll, int descriptor, ChildProcess child, IChildLines lines, byte[] block)
    {
        _poll = poll;
        _child = child;
        _lines = lines;
        _block = block;
        _descriptor = descriptor;
        poll.Set(descriptor, PollEvents.In, this);
    }

    /// <summary>Whether the child has closed its standard output.</summary>
    public bool IsClosed => _descriptor < 0;

    // One block at a time, so that a child that never stops writing leaves room for the other inputs.
    public void Ready(PollEvents events) => ReadBlock();

    /// <summary>Reads what a child that has ended has left in the pipe, and closes it.</summary>
    public void ReadRest()
    {
        while (ReadBlock())
        {
        }

        Close();
    }

    /// <summary>Closes the pipe; a line without newline is handed out.</summary>
    public void Close()
    {
        if (IsClosed)
        {
            return;
        }

        if (_partial.Length > 0 && !_dropping)
        {
            HandOut(_partial.Span);
        }

        _partial.Clear();
        Discard();
    }

    /// <summary>Closes the pipe; what was not handed out is lost.</summary>
    public void Discard()
    {
        if (!IsClosed)
        {
            _poll.Remove(_descriptor);
            _ = Libc.Close(_descriptor);
            _descriptor = -1;
        }
    }

    /// <summary>Reads once; false when there is nothing more at present.</summary>
    private bool ReadBlock()
    {
        if (IsClosed)
        {
            return false;
        }

        nint count;
        fixed (byte* block = _block)
        {
            count = Libc.Read(_descriptor, block, (nuint)_block.Length);
        }

        if (count < 0 && Marshal.GetLastPInvokeError() is Libc.EINTR or Libc.EAGAIN)
        {
            return false;
        }

        if (count <= 0)
        {
            Close();
            return false;
        }

        Split(_block.AsSpan(0, (int)count));
        return true;
    }

    private void Split(ReadOnlySpan<byte> bytes)
    {
        for (int newline; (newline = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(newline + 1)..])
        {
            if (_dropping)
            {
                _dropping = false;
            }
            else if (_partial.Length > 0)
            {
                _partial.Append(bytes[..newline]);
                HandOut(_partial.Span);
                _partial.Clear();
            }
            else
            {
                HandOut(bytes[..newline]);
            }
        }

        if (!_dropping)
        {
            _partial.Append(bytes);
            if (_partial.Length > _lines.LongestLine)
            {
                HandOut(_partial.Span);
                _partial.Clear();
                _dropping = true;
            }
        }
    }

    private void HandOut(ReadOnlySpan<byte> line)
    {
        if (line.Length > _lines.LongestLine)
        {
            _lines.ChildLineCut(_child);
            line = line[.._lines.LongestLine];
        }

        _lines.ChildLine(_child, line);
    }
}

/// <summary>Takes the lines that child processes write.</summary>
internal interface IChildLines
{
    /// <summary>Bytes of a line that are kept; the rest is dropped.</summary>
    int LongestLine { get; }

    /// <summary>A line of a child's standard output.</summary>
    void ChildLine(ChildProcess child, ReadOnlySpan<byte> line);

    /// <summary>The next line is handed out cut, being too long.</summary>
    void ChildLineCut(ChildProcess child);
}
