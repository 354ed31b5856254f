namespace SecSharp.Patterns.Prefilter;

/// <summary>Literals found in a line, each once.</summary>
internal sealed class LiteralHits(int literals)
{
    private readonly int[] _found = new int[literals];
    private readonly long[] _seen = new long[literals];
    private long _line = 1;
    private int _count;

    public ReadOnlySpan<int> Found => _found.AsSpan(0, _count);

    public bool Contains(int literal) => _seen[literal] == _line;

    public void Add(int literal)
    {
        _seen[literal] = _line;
        _found[_count++] = literal;
    }

    public void Clear()
    {
        _count = 0;
        _line++;
    }
}
