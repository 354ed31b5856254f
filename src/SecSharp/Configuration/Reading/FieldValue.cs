using System.Buffers;
using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Reading;

/// <summary>
/// The value of a rule field, continuation lines joined, one character a byte (Latin-1); it knows where in the file each of
/// its bytes stands.
/// </summary>
/// <param name="text">The value.</param>
/// <param name="pieces">Offsets in the value at which a line of the file begins, with the place of that byte.</param>
internal sealed class FieldValue(string text, ImmutableArray<(int Start, SourcePosition Position)> pieces)
{
    public string Text => text;

    /// <summary>Offsets at which a line of the file begins; the first is 0.</summary>
    public IEnumerable<int> LineStarts => pieces.Select(static piece => piece.Start);

    /// <summary>The whole value.</summary>
    public FieldSlice All => new(this, 0, text.Length);

    /// <summary>Where the byte at <paramref name="offset"/> stands; an offset at the end is one past the last byte.</summary>
    public SourcePosition PositionAt(int offset)
    {
        var piece = pieces[0];
        foreach (var candidate in pieces)
        {
            if (candidate.Start <= offset)
            {
                piece = candidate;
            }
        }

        return piece.Position with { Column = piece.Position.Column + offset - piece.Start };
    }

    /// <summary>The offset of a place in the file; one outside of the value is moved to its nearest end on its line.</summary>
    public int OffsetAt(SourcePosition place)
    {
        for (var index = 0; index < pieces.Length; index++)
        {
            var (start, position) = pieces[index];
            var end = index + 1 < pieces.Length ? pieces[index + 1].Start : text.Length;
            if (position.Line >= place.Line)
            {
                return position.Line > place.Line ? start : Math.Clamp(start + place.Column - position.Column, start, end);
            }
        }

        return text.Length;
    }

    /// <summary>The parts of a slice that stand on lines of their own in the file; lines without a byte of it are left out.</summary>
    public IEnumerable<FieldSlice> LinesOf(FieldSlice slice)
    {
        var start = slice.Start;
        var end = slice.Start + slice.Length;
        foreach (var (next, _) in pieces)
        {
            if (next > start && next < end)
            {
                yield return new FieldSlice(this, start, next - start);
                start = next;
            }
        }

        if (start < end)
        {
            yield return new FieldSlice(this, start, end - start);
        }
    }
}

/// <summary>A part of a field's value.</summary>
internal readonly record struct FieldSlice(FieldValue Source, int Start, int Length)
{
    /// <summary>White space as Perl sees it in bytes.</summary>
    private const string WhiteSpace = " \t\n\r\f\v";

    private static readonly SearchValues<char> WhiteSpaceValues = SearchValues.Create(WhiteSpace);

    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<char> Span => Source is null ? [] : Source.Text.AsSpan(Start, Length);

    /// <summary>Where the part begins.</summary>
    public SourcePosition Position => Source.PositionAt(Start);

    /// <summary>The line on which it begins.</summary>
    public int FirstLine => Position.Line;

    /// <summary>The line of its last byte.</summary>
    public int LastLine => Source.PositionAt(Start + Math.Max(0, Length - 1)).Line;

    public char this[int index] => Source.Text[Start + index];

    public FieldSlice this[Range range]
    {
        get
        {
            var (offset, length) = range.GetOffsetAndLength(Length);
            return new FieldSlice(Source, Start + offset, length);
        }
    }

    public static bool IsWhiteSpace(char value) => WhiteSpace.Contains(value, StringComparison.Ordinal);

    public FieldSlice TrimStart() => this[(Length - Span.TrimStart(WhiteSpace).Length)..];

    public FieldSlice TrimEnd() => this[..Span.TrimEnd(WhiteSpace).Length];

    public FieldSlice Trim() => TrimStart().TrimEnd();

    /// <summary>Length of the first word: up to white space or the end.</summary>
    public int WordLength()
    {
        var end = Span.IndexOfAny(WhiteSpaceValues);
        return end < 0 ? Length : end;
    }

    /// <summary>Takes the first word off <paramref name="rest"/>, with the white space around it.</summary>
    public static FieldSlice TakeWord(ref FieldSlice rest)
    {
        rest = rest.TrimStart();
        var word = rest[..rest.WordLength()];
        rest = rest[word.Length..].Trim();
        return word;
    }

    /// <summary>The words, separated by white space.</summary>
    public ImmutableArray<FieldSlice> Words()
    {
        var words = ImmutableArray.CreateBuilder<FieldSlice>();
        for (var rest = Trim(); !rest.IsEmpty;)
        {
            words.Add(TakeWord(ref rest));
        }

        return words.ToImmutable();
    }

    /// <summary>Equality without regard to the case of ASCII letters.</summary>
    public bool Is(string text) => Span.Equals(text, StringComparison.OrdinalIgnoreCase);

    public ByteString ToBytes() => ByteString.Latin1(ToString());

    public override string ToString() => Span.ToString();
}
