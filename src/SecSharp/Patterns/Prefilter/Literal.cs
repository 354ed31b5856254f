namespace SecSharp.Patterns.Prefilter;

/// <summary>Bytes that occur in a line.</summary>
/// <param name="Bytes">The bytes; ASCII letters are in lower case where case is ignored.</param>
/// <param name="IgnoreCase">Whether the case of ASCII letters is ignored.</param>
internal readonly record struct Literal(ByteString Bytes, bool IgnoreCase)
{
    public int Length => Bytes.Length;

    /// <summary>Whether the literal stands at the beginning of <paramref name="text"/>.</summary>
    public bool IsPrefixOf(ReadOnlySpan<byte> text)
    {
        // Hot path.
        var bytes = Bytes.Span;
        if (text.Length < bytes.Length)
        {
            return false;
        }

        return IgnoreCase ? EqualsFolded(text[..bytes.Length], bytes) : text[..bytes.Length].SequenceEqual(bytes);
    }

    /// <summary>Whether the literal stands anywhere in <paramref name="text"/>.</summary>
    public bool OccursIn(ReadOnlySpan<byte> text) => OccursIn(text, Bytes.Span, IgnoreCase);

    /// <summary>Whether a literal stands anywhere in <paramref name="text"/>.</summary>
    public static bool OccursIn(ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal, bool ignoreCase)
    {
        if (!ignoreCase)
        {
            return text.IndexOf(literal) >= 0;
        }

        for (var start = 0; start + literal.Length <= text.Length; start++)
        {
            if (EqualsFolded(text.Slice(start, literal.Length), literal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The letter in lower case; other bytes as they are.</summary>
    public static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    /// <summary>The same literal with case ignored.</summary>
    public Literal Folded()
    {
        if (IgnoreCase)
        {
            return this;
        }

        var folded = Bytes.Span.ToArray();
        for (var index = 0; index < folded.Length; index++)
        {
            folded[index] = Fold(folded[index]);
        }

        return new Literal(new ByteString(folded), true);
    }

    /// <summary>This literal directly followed by another.</summary>
    public Literal Join(Literal next)
    {
        if (Length == 0 || next.Length == 0)
        {
            return Length == 0 ? next : this;
        }

        if (IgnoreCase != next.IgnoreCase)
        {
            return Folded().Join(next.Folded());
        }

        return new Literal(new ByteString([.. Bytes.Span, .. next.Bytes.Span]), IgnoreCase);
    }

    private static bool EqualsFolded(ReadOnlySpan<byte> text, ReadOnlySpan<byte> folded)
    {
        for (var index = 0; index < folded.Length; index++)
        {
            if (Fold(text[index]) != folded[index])
            {
                return false;
            }
        }

        return true;
    }
}
