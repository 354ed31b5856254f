using SecSharp.Patterns;

namespace SecSharp.Reporting.Dumping;

/// <summary>Match variables whose values an operation or context keeps; others are empty.</summary>
/// <param name="bindings">The values.</param>
/// <param name="ofFirst">Whether they are those of the first match of a Pair operation.</param>
internal sealed class KnownValues(Bindings bindings, bool ofFirst = false) : IMatchVariables
{
    public ReadOnlySpan<byte> Get(VariableReference variable)
    {
        var slot = ofFirst ? variable.FirstSlot : variable.Slot;
        return slot >= 0 && slot < bindings.Count ? bindings.Get(slot) : default;
    }
}
