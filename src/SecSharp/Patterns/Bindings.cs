namespace SecSharp.Patterns;

/// <summary>
/// Values of match variables, taken at the moment an action list is bound to an operation or context: plain data that
/// outlives the match.
/// </summary>
internal sealed class Bindings : IMatchVariables
{
    private readonly byte[] _text;
    private readonly int[] _ends;

    private Bindings(byte[] text, int[] ends)
    {
        _text = text;
        _ends = ends;
    }

    /// <summary>No variables.</summary>
    public static Bindings Empty { get; } = new([], []);

    /// <summary>Takes the values of all variables of <paramref name="table"/> from <paramref name="source"/>.</summary>
    public static Bindings Capture(VariableTable table, IMatchVariables source)
    {
        if (table.Count == 0)
        {
            return Empty;
        }

        var ends = new int[table.Count];
        var total = 0;
        for (var slot = 0; slot < ends.Length; slot++)
        {
            total += source.Get(table[slot]).Length;
            ends[slot] = total;
        }

        var text = total == 0 ? [] : new byte[total];
        var start = 0;
        for (var slot = 0; slot < ends.Length; slot++)
        {
            source.Get(table[slot]).CopyTo(text.AsSpan(start));
            start = ends[slot];
        }

        return new Bindings(text, ends);
    }

    /// <summary>Number of values.</summary>
    public int Count => _ends.Length;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Get(VariableReference variable) => Get(variable.Slot);

    /// <summary>The value in <paramref name="slot"/>.</summary>
    public ReadOnlySpan<byte> Get(int slot)
    {
        var start = slot == 0 ? 0 : _ends[slot - 1];
        return _text.AsSpan(start, _ends[slot] - start);
    }
}
