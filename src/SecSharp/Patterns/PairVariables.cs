namespace SecSharp.Patterns;

/// <summary>The match variables that the second part of a Pair rule sees: those of the second match, and those kept of the first.</summary>
internal sealed class PairVariables(LineMatcher matcher) : IMatchVariables
{
    /// <summary>Values of the first match.</summary>
    public Bindings First { get; set; } = Bindings.Empty;

    public ReadOnlySpan<byte> Get(VariableReference variable) =>
        variable.Origin == MatchOrigin.First ? First.Get(variable.FirstSlot) : matcher.Match.Get(variable);
}
