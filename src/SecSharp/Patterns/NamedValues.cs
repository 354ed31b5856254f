using SecSharp.Perl;

namespace SecSharp.Patterns;

/// <summary>Match variables by name that a Perl function has set, as plain data.</summary>
internal sealed class NamedValues : IPerlPairs
{
    private readonly ByteBuilder _text = new();
    private readonly List<(int Start, int KeyLength, int ValueLength, bool IsDefined)> _pairs = [];

    public int Count => _pairs.Count;

    public ReadOnlySpan<byte> KeyAt(int index) => _text.Span.Slice(_pairs[index].Start, _pairs[index].KeyLength);

    public ReadOnlySpan<byte> ValueAt(int index) =>
        _text.Span.Slice(_pairs[index].Start + _pairs[index].KeyLength, _pairs[index].ValueLength);

    public bool IsDefinedAt(int index) => _pairs[index].IsDefined;

    /// <summary>Index of the pair with the given name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        for (var index = 0; index < _pairs.Count; index++)
        {
            if (KeyAt(index).SequenceEqual(key))
            {
                return index;
            }
        }

        return -1;
    }

    public void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool isDefined)
    {
        _pairs.Add((_text.Length, key.Length, value.Length, isDefined));
        _text.Append(key);
        _text.Append(value);
    }

    public void Clear()
    {
        _text.Clear();
        _pairs.Clear();
    }

    public void CopyFrom(NamedValues other)
    {
        Clear();
        _text.Append(other._text.Span);
        _pairs.AddRange(other._pairs);
    }
}
