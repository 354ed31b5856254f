namespace SecSharp;

/// <summary>
/// The lines of a text as actions see them: separated by newlines, empty ones at the end not counting. An empty text has
/// no lines.
/// </summary>
internal ref struct TextLines
{
    private ReadOnlySpan<byte> _rest;
    private bool _more;

    public TextLines(ReadOnlySpan<byte> text)
    {
        _rest = text.TrimEnd((byte)'\n');
        _more = !_rest.IsEmpty;
        Count = _more ? _rest.Count((byte)'\n') + 1 : 0;
    }

    /// <summary>Number of lines.</summary>
    public int Count { get; }

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly TextLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_more)
        {
            return false;
        }

        var end = _rest.IndexOf((byte)'\n');
        _more = end >= 0;
        Current = _more ? _rest[..end] : _rest;
        _rest = _more ? _rest[(end + 1)..] : default;
        return true;
    }
}
