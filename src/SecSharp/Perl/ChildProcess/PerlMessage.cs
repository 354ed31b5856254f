using System.Buffers.Binary;

namespace SecSharp.Perl.ChildProcess;

/// <summary>A list of strings, each behind its length in four bytes.</summary>
internal sealed class PerlMessage
{
    private readonly ByteBuilder _bytes = new();

    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    public void Clear() => _bytes.Clear();

    public PerlMessage Add(ReadOnlySpan<byte> text)
    {
        AddLength(text.Length);
        _bytes.Append(text);
        return this;
    }

    /// <summary>Adds a string behind its kind.</summary>
    public PerlMessage Add(byte kind, ReadOnlySpan<byte> text)
    {
        AddLength(text.Length + 1);
        _bytes.Append(kind);
        _bytes.Append(text);
        return this;
    }

    /// <summary>The strings of a message, or of a list within one.</summary>
    public static List<ArraySegment<byte>> Read(ArraySegment<byte> bytes)
    {
        var texts = new List<ArraySegment<byte>>();
        while (bytes.Count >= 4)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            texts.Add(bytes.Slice(4, length));
            bytes = bytes[(4 + length)..];
        }

        return texts;
    }

    private void AddLength(int length)
    {
        Span<byte> prefix = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, length);
        _bytes.Append(prefix);
    }
}
