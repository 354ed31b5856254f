using SecSharp.Perl;

namespace SecSharp.Inputs;

/// <summary>
/// The last lines of one input source, or of all sources with --jointbuf. Lines that were never read are empty.
/// sec(1), INPUT PROCESSING AND TIMING.
/// </summary>
internal sealed class InputBuffer
{
    private Slot[] _slots;
    private readonly bool _joint;
    private byte[] _joined = [];
    private int _joinedLines;
    private int _joinedLength;
    private int _head;

    /// <param name="lines">Lines held, 1 or more.</param>
    /// <param name="joint">Whether lines of several sources meet here.</param>
    public InputBuffer(int lines, bool joint)
    {
        _slots = new Slot[lines];
        _joint = joint;
        for (var index = 0; index < lines; index++)
        {
            _slots[index] = new Slot();
        }
    }

    /// <summary>A buffer of one empty line.</summary>
    public static InputBuffer None => new(1, joint: true);

    /// <summary>Number of lines held.</summary>
    public int Capacity => _slots.Length;

    /// <summary>Changes the number of lines held; the last ones stay.</summary>
    public void Resize(int lines)
    {
        // The only line of a buffer of one belongs to a caller that may have used its bytes for others since.
        var kept = _slots.Length == 1 ? 0 : Math.Min(lines, _slots.Length);
        var slots = new Slot[lines];
        for (var age = 0; age < lines; age++)
        {
            slots[lines - 1 - age] = age < kept ? At(age) : new Slot();
        }

        _slots = slots;
        _head = lines - 1;
        _joinedLines = 0;
        Version++;
    }

    /// <summary>The last line.</summary>
    public ReadOnlySpan<byte> LastLine => _slots[_head].Text;

    /// <summary>Changes whenever the content does.</summary>
    public long Version { get; private set; }

    /// <summary>
    /// Takes the bytes of the last line into memory of its own, where a buffer of one line only refers to them: to be
    /// called when the caller is about to use its memory for something else.
    /// </summary>
    public void Keep()
    {
        if (_slots.Length == 1)
        {
            _slots[0].Copy(_slots[0].Line);
        }
    }

    /// <summary>The lines with their sources, oldest first; valid until the buffer changes.</summary>
    public IEnumerable<(ArraySegment<byte> Line, ByteString Source)> Lines()
    {
        for (var age = Capacity - 1; age >= 0; age--)
        {
            yield return (At(age).Line, At(age).Source);
        }
    }

    /// <summary>Makes a line the last one; a buffer of one line refers to the caller's bytes while the line is processed.</summary>
    public void Push(ByteString source, ArraySegment<byte> line)
    {
        _joinedLines = 0;
        Version++;
        if (_slots.Length > 1)
        {
            _head = _head + 1 == _slots.Length ? 0 : _head + 1;
            _slots[_head].Copy(line);
        }
        else
        {
            _slots[0].Refer(line);
        }

        _slots[_head].SetSource(source);
    }

    /// <summary>The last <paramref name="count"/> lines joined by newlines, oldest first. Valid until the buffer changes.</summary>
    public ArraySegment<byte> Last(int count)
    {
        if (count == 1)
        {
            return _slots[_head].Line;
        }

        if (_joinedLines != count)
        {
            Join(count);
        }

        return new ArraySegment<byte>(_joined, 0, _joinedLength);
    }

    /// <summary>
    /// Replaces the last <paramref name="count"/> lines (at most all) with those of <paramref name="text"/>: missing ones
    /// are empty and come first, surplus ones at the end are left out. 0 stands for as many lines as the text has, empty ones
    /// at its end not counting.
    /// sec(1), action rewrite.
    /// </summary>
    public void Rewrite(long count, ReadOnlySpan<byte> text)
    {
        var lines = new TextLines(text);
        var replaced = (int)Math.Min(count == 0 ? lines.Count : count, _slots.Length);
        _joinedLines = 0;
        Version++;
        for (var age = replaced - 1; age >= 0; age--)
        {
            At(age).Copy(age < lines.Count && lines.MoveNext() ? lines.Current : default);
        }
    }

    /// <summary>Appends the names of the sources of the last lines: one name, or with a joint buffer one for each line.</summary>
    public void AppendSources(ByteBuilder output, int count)
    {
        if (!_joint)
        {
            count = 1;
        }

        for (var age = count - 1; age >= 0; age--)
        {
            output.Append(At(age).Source.Span);
            if (age > 0)
            {
                output.Append((byte)' ');
            }
        }
    }

    /// <summary>
    /// Adds the last lines as arguments of a Perl function, then the names of their sources: one, or with a joint buffer one
    /// for each line; undef for the source of synthetic events.
    /// </summary>
    public void AddTo(PerlHost host, int count, ByteString synthetic)
    {
        for (var age = count - 1; age >= 0; age--)
        {
            host.Add(At(age).Line);
        }

        for (var age = _joint ? count - 1 : 0; age >= 0; age--)
        {
            var source = At(age).Source;
            if (ReferenceEquals(source.Array, synthetic.Array))
            {
                host.AddUndefined();
            }
            else
            {
                host.Add(source.Span);
            }
        }
    }

    private Slot At(int age) => _slots[(_head - age + _slots.Length) % _slots.Length];

    private void Join(int count)
    {
        var length = count - 1;
        for (var age = 0; age < count; age++)
        {
            length += At(age).Line.Count;
        }

        if (_joined.Length < length)
        {
            _joined = new byte[Math.Max(1024, length * 2)];
        }

        var at = 0;
        for (var age = count - 1; age >= 0; age--)
        {
            var line = At(age).Line.AsSpan();
            line.CopyTo(_joined.AsSpan(at));
            at += line.Length;
            if (age > 0)
            {
                _joined[at++] = (byte)'\n';
            }
        }

        _joinedLines = count;
        _joinedLength = length;
    }

    private sealed class Slot
    {
        private byte[] _own = [];

        private byte[] _array = [];
        private int _offset;
        private int _count;

        public ArraySegment<byte> Line => new(_array, _offset, _count);

        public ReadOnlySpan<byte> Text => new(_array, _offset, _count);

        public ByteString Source { get; private set; }

        // Hot path: references are written only when they change, which is rare.
        public void Refer(ArraySegment<byte> line)
        {
            if (!ReferenceEquals(_array, line.Array))
            {
                _array = line.Array!;
            }

            (_offset, _count) = (line.Offset, line.Count);
        }

        public void SetSource(ByteString source)
        {
            if (!ReferenceEquals(source.Array, Source.Array))
            {
                Source = source;
            }
        }

        public void Copy(ReadOnlySpan<byte> line)
        {
            if (_own.Length < line.Length)
            {
                _own = new byte[Math.Max(256, line.Length)];
            }

            line.CopyTo(_own);
            Refer(new ArraySegment<byte>(_own, 0, line.Length));
        }
    }
}
