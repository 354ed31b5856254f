namespace SecSharp.Patterns.Prefilter;

/// <summary>What is known of the texts that a part of a regular expression matches.</summary>
/// <param name="Exact">All texts it can match; null when these are too many or unknown.</param>
/// <param name="Required">Literals of which at least one occurs in any subject it matches in; null when none is known.</param>
internal sealed record LiteralInfo(IReadOnlyList<Literal>? Exact, IReadOnlyList<Literal>? Required)
{
    /// <summary>Most texts in <see cref="Exact"/> and <see cref="Required"/>.</summary>
    public const int MostTexts = 48;

    /// <summary>Matches the empty text only.</summary>
    public static LiteralInfo Empty { get; } = new([new Literal(ByteString.Empty, false)], null);

    /// <summary>May match anything.</summary>
    public static LiteralInfo Unknown { get; } = new(null, null);

    private static LiteralInfo[] Bytes { get; } = [.. Enumerable.Range(0, 512).Select(static code => OfByte((byte)code, code > 255))];

    /// <summary>Matches one byte.</summary>
    public static LiteralInfo Byte(byte value, bool ignoreCase) => Bytes[value + (ignoreCase ? 256 : 0)];

    private static LiteralInfo OfByte(byte value, bool ignoreCase)
    {
        if (!ignoreCase || !char.IsAsciiLetter((char)value))
        {
            // What case means outside of ASCII is up to the character tables of the matcher.
            return ignoreCase && value >= 0x80 ? Unknown : new([new Literal(new ByteString([value]), false)], null);
        }

        return new([new Literal(new ByteString([Literal.Fold(value)]), true)], null);
    }

    /// <summary>The literals of which one must occur in the subject, or null.</summary>
    public IReadOnlyList<Literal>? Strongest()
    {
        var exact = Exact is { Count: > 0 } texts && texts.All(static text => text.Length > 0) ? texts : null;
        return Stronger(exact, Required);
    }

    /// <summary>The same as a condition that takes no room in the subject.</summary>
    public LiteralInfo AsAssertion() => new(Empty.Exact, Strongest());

    /// <summary>One of several.</summary>
    public static LiteralInfo AnyOf(IReadOnlyList<LiteralInfo> branches)
    {
        if (branches.Count == 1)
        {
            return branches[0];
        }

        var exact = Union(branches, static branch => branch.Required is null ? branch.Exact : null);
        return exact is not null ? new(exact, null) : new(null, Union(branches, static branch => branch.Strongest()));
    }

    /// <summary>The set that tells lines apart better; null stands for nothing known.</summary>
    public static IReadOnlyList<Literal>? Stronger(IReadOnlyList<Literal>? one, IReadOnlyList<Literal>? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        return LiteralWeight.Of(other) > LiteralWeight.Of(one) ? other : one;
    }

    private static List<Literal>? Union(IReadOnlyList<LiteralInfo> branches, Func<LiteralInfo, IReadOnlyList<Literal>?> texts)
    {
        var union = new List<Literal>();
        foreach (var branch in branches)
        {
            if (texts(branch) is not { } own)
            {
                return null;
            }

            union.AddRange(own.Except(union));
            if (union.Count > MostTexts)
            {
                return null;
            }
        }

        return union;
    }
}
