namespace SecSharp.Patterns;

/// <summary>Which pattern's match a variable is taken from.</summary>
internal enum MatchOrigin : byte
{
    /// <summary>The pattern that has just matched.</summary>
    Current,

    /// <summary>The first pattern of a Pair rule, whose values the operation keeps.</summary>
    First,
}

/// <summary>
/// A match variable in a text: <c>$1</c>, <c>${1}</c>, <c>$+{name}</c>, <c>$:{entry:name}</c>, or the same with % in the
/// second part of a Pair rule. sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.
/// </summary>
internal sealed class VariableReference
{
    private VariableReference(MatchOrigin origin, int number, ByteString name, ByteString? entry)
    {
        Origin = origin;
        Number = number;
        Name = name;
        Entry = entry;
    }

    public MatchOrigin Origin { get; }

    /// <summary>Number of a numbered variable, -1 for a named one.</summary>
    public int Number { get; }

    /// <summary>Name of a named variable.</summary>
    public ByteString Name { get; }

    /// <summary>Match cache entry of <c>$:{entry:name}</c>, otherwise null.</summary>
    public ByteString? Entry { get; }

    /// <summary>Index among the variables that are bound together with the text it stands in, or -1.</summary>
    public int Slot { get; internal set; } = -1;

    /// <summary>For <see cref="MatchOrigin.First"/>: index among the values that the operation keeps.</summary>
    public int FirstSlot { get; internal set; } = -1;

    public static VariableReference Numbered(MatchOrigin origin, int number) => new(origin, number, default, null);

    public static VariableReference Named(MatchOrigin origin, ReadOnlySpan<byte> name) =>
        new(origin, NumberOf(name), ByteString.Copy(name), null);

    public static VariableReference Cached(MatchOrigin origin, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> name) =>
        new(origin, NumberOf(name), ByteString.Copy(name), ByteString.Copy(entry));

    /// <summary>Whether two references always have the same value.</summary>
    public bool IsSameAs(VariableReference other) =>
        Origin == other.Origin && Number == other.Number && Name == other.Name && Entry == other.Entry;

    private static int NumberOf(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and < 9 && name is not [(byte)'0', _, ..] && name.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            ? int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)
            : -1;
}

/// <summary>Something that knows the values of match variables.</summary>
internal interface IMatchVariables
{
    /// <summary>The variable's value; empty when it is not set. Valid until the next match.</summary>
    ReadOnlySpan<byte> Get(VariableReference variable);
}
