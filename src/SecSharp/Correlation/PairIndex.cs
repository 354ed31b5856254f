namespace SecSharp.Correlation;

/// <summary>Live operations of Pair rules by an n-gram of the literal that their second patterns need.</summary>
internal sealed class PairIndex
{
    private readonly PairGramTable _long = new(8);
    private readonly PairGramTable _short = new(4);

    public bool IsEmpty => _long.Count == 0 && _short.Count == 0;

    /// <summary>Adds an operation; false when its literal is too short.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="literal">What its second pattern needs.</param>
    /// <param name="starts">Where the parts begin in which the literals of operations differ.</param>
    public bool TryAdd(PairOperation operation, ReadOnlySpan<byte> literal, ReadOnlySpan<int> starts)
    {
        var table = literal.Length >= _long.Length ? _long : _short;
        if (literal.Length < table.Length)
        {
            return false;
        }

        table.Add(operation, literal, starts);
        return true;
    }

    public void Remove(PairOperation operation) => (operation.GramLength == _long.Length ? _long : _short).Remove(operation);

    /// <summary>Offers the line to every operation whose n-gram stands in it.</summary>
    public void Scan(ReadOnlySpan<byte> line)
    {
        // Hot path.
        if (_long.Count > 0)
        {
            _long.Scan(line);
        }

        if (_short.Count > 0)
        {
            _short.Scan(line);
        }
    }
}
