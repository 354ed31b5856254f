namespace SecSharp;

/// <summary>Compares byte strings, also with spans, so that dictionaries can be asked without allocating.</summary>
internal sealed class ByteStringComparer : IEqualityComparer<ByteString>, IAlternateEqualityComparer<ReadOnlySpan<byte>, ByteString>
{
    public static ByteStringComparer Instance { get; } = new();

    public bool Equals(ByteString x, ByteString y) => x == y;

    public int GetHashCode(ByteString obj) => GetHashCode(obj.Span);

    public ByteString Create(ReadOnlySpan<byte> alternate) => ByteString.Copy(alternate);

    public bool Equals(ReadOnlySpan<byte> alternate, ByteString other) => alternate.SequenceEqual(other.Span);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => ByteHash.Of(alternate);
}
