namespace SecSharp.Inputs;

/// <summary>
/// Splits a stream into lines. A line ends at a newline, which is not part of it; the last one may lack it. Lines are
/// slices of the reader's block, valid until the next call.
/// </summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>Longest line in bytes that is handed out whole, 64 MiB; the rest of a longer one is dropped.</summary>
    public const int LongestLine = 64 << 20;

    private readonly Stream _stream;
    private byte[] _block;
    private int _start;
    private int _scanned;
    private int _end;
    private bool _dropping;

    /// <param name="stream">Where the bytes come from; it should not have a buffer.</param>
    /// <param name="blockSize">Bytes to read at once.</param>
    public LineReader(Stream stream, int blockSize = 256 * 1024)
    {
        _stream = stream;
        _block = new byte[blockSize];
    }

    /// <summary>Number of bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Number of lines cut at <see cref="LongestLine"/>.</summary>
    public long LinesCut { get; private set; }

    /// <summary>Whether the stream had no more bytes when it was last asked.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Hands out the next line among the bytes read so far, without reading more.</summary>
    // Hot path.
    public bool TryTakeLine(out ArraySegment<byte> line)
    {
        while (true)
        {
            var newline = _block.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (newline < 0)
            {
                _scanned = _end;
                line = default;
                return false;
            }

            var end = _scanned + newline;
            line = new ArraySegment<byte>(_block, _start, end - _start);
            _start = _scanned = end + 1;
            if (!_dropping)
            {
                return true;
            }

            _dropping = false;
        }
    }

    /// <summary>Hands out what has been read after the last newline, at the end of input.</summary>
    public bool TryTakeRest(out ArraySegment<byte> line)
    {
        line = new ArraySegment<byte>(_block, _start, _end - _start);
        _start = _scanned = _end;
        var found = line.Count > 0 && !_dropping;
        _dropping = false;
        return found;
    }

    /// <summary>Reads more bytes; false when there are none at present. A line that has become too long is handed out cut.</summary>
    public bool Fill(out ArraySegment<byte> cutLine)
    {
        cutLine = default;
        MakeRoom();
        if (_end - _start >= LongestLine)
        {
            cutLine = _dropping ? default : new ArraySegment<byte>(_block.AsSpan(_start, _end - _start).ToArray());
            LinesCut += _dropping ? 0 : 1;
            _dropping = true;
            _start = _scanned = _end = 0;
        }

        var read = _stream.Read(_block, _end, _block.Length - _end);
        IsAtEnd = read == 0;
        _end += read;
        BytesRead += read;
        return read > 0;
    }

    public void Dispose() => _stream.Dispose();

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _block.AsSpan(_start, _end - _start).CopyTo(_block);
            _end -= _start;
            _scanned -= _start;
            _start = 0;
        }

        if (_end == _block.Length)
        {
            Array.Resize(ref _block, Math.Min(_block.Length * 2, LongestLine + 1));
        }
    }
}
