namespace SecSharp.Inputs.Following;

/// <summary>
/// The bytes read from one file that have not been handed out as lines. Many bytes are read at once; they are looked
/// through in steps of --blocksize, because the reference reads no more of one input before the next has its turn: with
/// lines longer than that the order of lines of several inputs depends on it.
/// </summary>
internal sealed class LineBlock
{
    private const int PreferredRead = 256 * 1024;

    private readonly BlockPool _pool;
    private readonly int _step;
    private readonly int _longestLine;
    private byte[] _bytes = [];
    private int _start;
    private int _scanned;
    private int _visible;
    private int _end;
    private bool _dropping;

    /// <param name="pool">Where idle blocks give their memory back.</param>
    /// <param name="step">--blocksize.</param>
    /// <param name="longestLine">Longest line in bytes that is handed out whole.</param>
    public LineBlock(BlockPool pool, int step, int longestLine)
    {
        _pool = pool;
        _step = step;
        _longestLine = longestLine;
    }

    /// <summary>Bytes to read at once: a multiple of --blocksize.</summary>
    public int ReadSize => Math.Max(1, PreferredRead / _step) * _step;

    /// <summary>Number of bytes held: lines not handed out, and a line without an end.</summary>
    public int Pending => _end - _start;

    /// <summary>Number of lines that were too long and handed out without their end.</summary>
    public long LinesCut { get; private set; }

    /// <summary>Reads and clears <see cref="LinesCut"/>.</summary>
    public long TakeLinesCut()
    {
        var count = LinesCut;
        LinesCut = 0;
        return count;
    }

    /// <summary>The same for a line of bearable length; false where there is none, or one that needs a closer look.</summary>
    // Hot path.
    public bool TryTakeShortLine(out ArraySegment<byte> line)
    {
        var newline = _bytes.AsSpan(_scanned, _visible - _scanned).IndexOf((byte)'\n');
        if (newline < 0 || _dropping || _start != _scanned || newline > _longestLine)
        {
            line = default;
            return false;
        }

        line = new ArraySegment<byte>(_bytes, _start, newline);
        _start = _scanned = _start + newline + 1;
        return true;
    }

    /// <summary>Hands out the next line among the bytes looked through so far. It is valid until the next call of a method.</summary>
    // Hot path.
    public bool TryTakeLine(out ArraySegment<byte> line)
    {
        while (true)
        {
            var newline = _bytes.AsSpan(_scanned, _visible - _scanned).IndexOf((byte)'\n');
            if (newline < 0)
            {
                _scanned = _visible;
                line = default;
                return false;
            }

            var end = _scanned + newline;
            line = new ArraySegment<byte>(_bytes, _start, end - _start);
            _start = _scanned = end + 1;
            if (_dropping)
            {
                _dropping = false;
                continue;
            }

            if (line.Count > _longestLine)
            {
                line = line[.._longestLine];
                LinesCut++;
            }

            return true;
        }
    }

    /// <summary>Makes the next step visible; false when all bytes are and more must be read.</summary>
    public bool TryReveal()
    {
        if (_visible == _end)
        {
            return false;
        }

        _visible += Math.Min(_step, _end - _visible);
        return true;
    }

    /// <summary>Hands out the beginning of a line that has become too long; the rest of the line is dropped.</summary>
    public bool TryCut(out ArraySegment<byte> line)
    {
        line = default;
        if (_dropping)
        {
            _start = _scanned;
            return false;
        }

        if (_visible - _start <= _longestLine)
        {
            return false;
        }

        line = new ArraySegment<byte>(_bytes, _start, _longestLine);
        _start = _scanned;
        _dropping = true;
        LinesCut++;
        return true;
    }

    /// <summary>Hands out what follows the last newline, at the end of a file.</summary>
    public bool TryTakeRest(out ArraySegment<byte> line)
    {
        line = new ArraySegment<byte>(_bytes, _start, _end - _start);
        _start = _scanned = _visible = _end;
        var found = line.Count > 0 && !_dropping;
        _dropping = false;
        return found;
    }

    /// <summary>Where to put the next <see cref="ReadSize"/> bytes.</summary>
    public Memory<byte> Room()
    {
        if (_start == _end)
        {
            _start = _scanned = _visible = _end = 0;
        }

        if (_bytes.Length - _end < ReadSize)
        {
            MakeRoom();
        }

        return _bytes.AsMemory(_end, ReadSize);
    }

    /// <summary>Takes the first <paramref name="count"/> bytes of the room.</summary>
    public void Added(int count) => _end += count;

    /// <summary>Gives up memory while there is nothing to read; a line without an end is kept.</summary>
    public void Rest()
    {
        if (_bytes.Length < ReadSize)
        {
            return;
        }

        var pending = Pending == 0 ? [] : _bytes.AsSpan(_start, Pending).ToArray();
        _pool.Return(_bytes, ReadSize);
        _bytes = pending;
        _scanned -= _start;
        _visible -= _start;
        _end -= _start;
        _start = 0;
    }

    private void MakeRoom()
    {
        var target = _bytes;
        if (_bytes.Length - Pending < ReadSize)
        {
            target = Pending == 0 ? _pool.Rent(ReadSize) : new byte[(2 * Pending) + ReadSize];
        }

        _bytes.AsSpan(_start, Pending).CopyTo(target);
        _bytes = target;
        _scanned -= _start;
        _visible -= _start;
        _end -= _start;
        _start = 0;
    }
}

/// <summary>Memory that waits for the next input with data, so that idle inputs hold none.</summary>
internal sealed class BlockPool
{
    private const int MostKept = 4;
    private readonly Stack<byte[]> _free = new();

    public byte[] Rent(int size) => _free.TryPeek(out var block) && block.Length == size ? _free.Pop() : new byte[size];

    public void Return(byte[] block, int size)
    {
        if (block.Length == size && _free.Count < MostKept)
        {
            _free.Push(block);
        }
    }
}
