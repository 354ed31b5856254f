using System.Runtime.InteropServices;

namespace SecSharp.Patterns;

/// <summary>
/// Values of match variables, taken at the moment an action list is bound to an operation or context: plain data that
/// outlives the match.
/// </summary>
internal sealed class Bindings : IMatchVariables
{
    // The ends of all values, four bytes each, then their text.
    private readonly byte[] _data;
    private readonly int _textStart;

    private Bindings(byte[] data, int textStart)
    {
        _data = data;
        _textStart = textStart;
    }

    /// <summary>No variables.</summary>
    public static Bindings Empty { get; } = new([], 0);

    /// <summary>Takes the values of all variables of <paramref name="table"/> from <paramref name="source"/>.</summary>
    public static Bindings Capture(VariableTable table, IMatchVariables source)
    {
        if (table.Count == 0)
        {
            return Empty;
        }

        var textStart = table.Count * sizeof(int);
        var length = textStart;
        for (var slot = 0; slot < table.Count; slot++)
        {
            length += source.Get(table[slot]).Length;
        }

        var data = new byte[length];
        var ends = MemoryMarshal.Cast<byte, int>(data.AsSpan(0, textStart));
        var end = textStart;
        for (var slot = 0; slot < ends.Length; slot++)
        {
            var value = source.Get(table[slot]);
            value.CopyTo(data.AsSpan(end));
            end += value.Length;
            ends[slot] = end;
        }

        return new Bindings(data, textStart);
    }

    /// <summary>Number of values.</summary>
    public int Count => _textStart / sizeof(int);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Get(VariableReference variable) => Get(variable.Slot);

    /// <summary>The value in <paramref name="slot"/>.</summary>
    public ReadOnlySpan<byte> Get(int slot)
    {
        var ends = MemoryMarshal.Cast<byte, int>(_data.AsSpan(0, _textStart));
        var start = slot == 0 ? _textStart : ends[slot - 1];
        return _data.AsSpan(start, ends[slot] - start);
    }
}
