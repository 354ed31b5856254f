namespace SecSharp.Replaying;

/// <summary>Lines that were read ahead, in memory of their own.</summary>
internal sealed class LineBatch
{
    private byte[] _bytes = new byte[4096];
    private int[] _ends = new int[64];
    private ulong[] _filtered = new ulong[1];
    private int _length;

    /// <summary>Number of lines.</summary>
    public int Count { get; private set; }

    /// <summary>Number of bytes in the lines.</summary>
    public int Bytes => _length;

    /// <summary>Bytes of the log's file read by now.</summary>
    public long FilePosition { get; set; }

    /// <summary>A line.</summary>
    public ArraySegment<byte> this[int line]
    {
        get
        {
            var start = line == 0 ? 0 : _ends[line - 1];
            return new ArraySegment<byte>(_bytes, start, _ends[line] - start);
        }
    }

    /// <summary>False when a line holds no literal that a rule looks for.</summary>
    public bool MayMatch(int line) => (_filtered[line >> 6] >> line & 1) == 0;

    /// <summary>Adds a line.</summary>
    // Hot path.
    public void Add(ReadOnlySpan<byte> line, bool mayMatch)
    {
        if (line.Length > _bytes.Length - _length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + line.Length, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, 2 * Count);
            Array.Resize(ref _filtered, 2 * Count / 64);
        }

        line.CopyTo(_bytes.AsSpan(_length));
        _length += line.Length;
        _ends[Count] = _length;
        var bit = 1UL << (Count & 63);
        _filtered[Count >> 6] = mayMatch ? _filtered[Count >> 6] & ~bit : _filtered[Count >> 6] | bit;
        Count++;
    }

    public void Clear() => _length = Count = 0;
}
