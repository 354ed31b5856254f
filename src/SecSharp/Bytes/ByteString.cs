using System.Buffers;
using System.Text;

namespace SecSharp;

/// <summary>
/// Immutable bytes with value equality: log lines, rule texts and names are bytes from end to end, in no assumed encoding.
/// </summary>
internal readonly struct ByteString : IEquatable<ByteString>, IComparable<ByteString>
{
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\n\v\f\r"u8);

    private readonly byte[]? _bytes;

    /// <summary>Wraps <paramref name="bytes"/> without copying; the caller gives up the right to change them.</summary>
    public ByteString(byte[] bytes) => _bytes = bytes;

    /// <summary>The empty string.</summary>
    public static ByteString Empty => default;

    /// <summary>The wrapped bytes; not to be changed.</summary>
    public byte[] Array => _bytes ?? [];

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Length in bytes.</summary>
    public int Length => _bytes?.Length ?? 0;

    /// <summary>Copies <paramref name="bytes"/>.</summary>
    public static ByteString Copy(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>The bytes of <paramref name="text"/> in UTF-8: for texts of our own and for file names.</summary>
    public static ByteString Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes of <paramref name="text"/>, one a character: the inverse of <see cref="ToString"/>.</summary>
    public static ByteString Latin1(string text) => new(Encoding.Latin1.GetBytes(text));

    /// <summary>The parts between runs of white space.</summary>
    public ByteString[] SplitAtWhiteSpace()
    {
        var parts = new List<ByteString>();
        for (var rest = Span; ;)
        {
            var start = rest.IndexOfAnyExcept(WhiteSpace);
            if (start < 0)
            {
                return [.. parts];
            }

            rest = rest[start..];
            var end = rest.IndexOfAny(WhiteSpace);
            end = end < 0 ? rest.Length : end;
            parts.Add(Copy(rest[..end]));
            rest = rest[end..];
        }
    }

    /// <summary>Order of bytes.</summary>
    public int CompareTo(ByteString other) => Span.SequenceCompareTo(other.Span);

    /// <summary>A copy with a NUL byte at its end, for the C library.</summary>
    public byte[] ZeroTerminated()
    {
        var bytes = new byte[Length + 1];
        Span.CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(ByteString other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByteString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The text decoded as UTF-8, for messages to people.</summary>
    public string ToDisplay() => Encoding.UTF8.GetString(Span);

    /// <summary>One character a byte (Latin-1), so that nothing is lost.</summary>
    public override string ToString() => Encoding.Latin1.GetString(Span);

    /// <summary>Equality of bytes.</summary>
    public static bool operator ==(ByteString left, ByteString right) => left.Equals(right);

    /// <summary>Order of bytes.</summary>
    public static bool operator <(ByteString left, ByteString right) => left.CompareTo(right) < 0;

    /// <summary>Order of bytes.</summary>
    public static bool operator >(ByteString left, ByteString right) => left.CompareTo(right) > 0;

    /// <summary>Order of bytes.</summary>
    public static bool operator <=(ByteString left, ByteString right) => left.CompareTo(right) <= 0;

    /// <summary>Order of bytes.</summary>
    public static bool operator >=(ByteString left, ByteString right) => left.CompareTo(right) >= 0;

    /// <summary>Inequality of bytes.</summary>
    public static bool operator !=(ByteString left, ByteString right) => !left.Equals(right);
}
