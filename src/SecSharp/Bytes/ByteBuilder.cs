using System.Buffers.Text;

namespace SecSharp;

/// <summary>A growing buffer of bytes that keeps its memory when cleared, so that texts can be built without allocating.</summary>
internal sealed class ByteBuilder
{
    private byte[] _bytes;

    public ByteBuilder(int capacity = 256) => _bytes = new byte[capacity];

    /// <summary>Number of bytes held.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes held, valid until the next change.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>The underlying array; the first <see cref="Length"/> bytes are valid until the next change.</summary>
    public byte[] Buffer => _bytes;

    public void Clear() => Length = 0;

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> value)
    {
        if (value.Length > _bytes.Length - Length)
        {
            Grow(value.Length);
        }

        value.CopyTo(_bytes.AsSpan(Length));
        Length += value.Length;
    }

    /// <summary>Appends a decimal number.</summary>
    public void Append(long value)
    {
        if (_bytes.Length - Length < 20)
        {
            Grow(20);
        }

        Utf8Formatter.TryFormat(value, _bytes.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Appends a number of at least two digits, filled on the left with <paramref name="fill"/>.</summary>
    public void AppendTwoDigits(int value, byte fill = (byte)'0')
    {
        if (value < 10)
        {
            Append(fill);
        }

        Append(value);
    }

    /// <summary>Drops all but the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Drops the first <paramref name="count"/> bytes; their memory is used again.</summary>
    public void RemoveStart(int count)
    {
        _bytes.AsSpan(count, Length - count).CopyTo(_bytes);
        Length -= count;
    }

    public byte[] ToArray() => Length == 0 ? [] : Span.ToArray();

    public ByteString ToByteString() => new(ToArray());

    private void Grow(int needed) =>
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(Length + (long)needed, _bytes.Length * 2L)));
}
