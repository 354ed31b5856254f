namespace SecSharp.Patterns;

/// <summary>The match variables of texts that are bound together, such as those of all action lists of an operation.</summary>
internal sealed class VariableTable
{
    private readonly List<VariableReference> _variables = [];

    public int Count => _variables.Count;

    public VariableReference this[int slot] => _variables[slot];

    /// <summary>Gives <paramref name="variable"/> its slot, shared with equal ones.</summary>
    public int Register(VariableReference variable)
    {
        for (var slot = 0; slot < _variables.Count; slot++)
        {
            if (_variables[slot].IsSameAs(variable))
            {
                return slot;
            }
        }

        _variables.Add(variable);
        return _variables.Count - 1;
    }
}
