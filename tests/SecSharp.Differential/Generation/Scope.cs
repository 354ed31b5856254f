namespace SecSharp.Differential.Generation;

/// <summary>What surrounds a piece of a rule while it is generated.</summary>
/// <param name="Groups">Highest number of a match variable worth using.</param>
/// <param name="Names">Names of match variables.</param>
/// <param name="Rank">Highest rank of events that lead here.</param>
internal sealed record Scope(int Groups, string[] Names, int Rank)
{
    /// <summary>No match variables.</summary>
    public static Scope Nothing { get; } = new(0, [], 0);

    /// <summary>Whether match variables of the first pattern of a Pair rule have the prefix %.</summary>
    public bool Percent { get; init; }

    /// <summary>Number of action lists around this one.</summary>
    public int Depth { get; init; }

    /// <summary>Whether the list belongs to a context, so that _THIS means something.</summary>
    public bool InContext { get; init; }

    /// <summary>Whether the list is inside of a loop, where nothing may be done that could keep it going.</summary>
    public bool InLoop { get; init; }
}
