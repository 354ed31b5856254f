namespace SecSharp.Patterns;

/// <summary>Which variables a text may hold, and where their values come from. sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.</summary>
/// <param name="Dollar">What $-prefixed match variables refer to; null: they are not substituted.</param>
/// <param name="Percent">What %-prefixed match variables refer to; null: there are none.</param>
/// <param name="Slots">The table in which bound variables get their slots; null for texts that are not kept.</param>
/// <param name="FirstSlots">The table of the values of the first match that a Pair operation keeps.</param>
internal sealed record VariableScope(
    MatchOrigin? Dollar, MatchOrigin? Percent = null, VariableTable? Slots = null, VariableTable? FirstSlots = null)
{
    /// <summary>No match variables.</summary>
    public static VariableScope None { get; } = new((MatchOrigin?)null);

    /// <summary>Variables of the current match in a text that is evaluated at once.</summary>
    public static VariableScope Live { get; } = new(MatchOrigin.Current);

    /// <summary>Gives <paramref name="variable"/> its places in the tables.</summary>
    public VariableReference Place(VariableReference variable)
    {
        if (variable.Origin == MatchOrigin.First && FirstSlots is not null)
        {
            variable.FirstSlot = FirstSlots.Register(variable);
        }

        if (Slots is not null)
        {
            variable.Slot = Slots.Register(variable);
        }

        return variable;
    }
}
