using System.Collections.Immutable;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Patterns.Prefilter;

/// <summary>A required literal with match variables in it, from which every operation of a Pair rule has its own.</summary>
internal sealed class LiteralTemplate
{
    /// <summary>
    /// In the text of a template, the byte that is followed by a letter for a variable, whose value stands there in an
    /// operation's own pattern.
    /// </summary>
    public const byte Mark = 0;

    private const int MostVariables = 26;
    private const int ShortestConstant = 6;

    private readonly ImmutableArray<(ByteString Text, VariableReference? Variable)> _parts;
    private readonly bool _ignoreCase;

    private LiteralTemplate(ImmutableArray<(ByteString Text, VariableReference? Variable)> parts, bool ignoreCase)
    {
        _parts = parts;
        _ignoreCase = ignoreCase;
    }

    /// <summary>The literal of a second pattern; null where none with a variable in it is needed by all its matches.</summary>
    /// <param name="text">The pattern's text.</param>
    /// <param name="isRegExp">Whether it is a regular expression, into which values go quoted, or a substring.</param>
    public static LiteralTemplate? Of(Template text, bool isRegExp)
    {
        var marked = new ByteBuilder();
        var variables = new List<VariableReference>();
        foreach (ref readonly var piece in text.Pieces.AsSpan())
        {
            if (piece.Kind == TemplatePieceKind.MatchVariable)
            {
                marked.Append(Mark);
                marked.Append((byte)('a' + variables.Count));
                variables.Add(piece.Variable!);
            }
            else if (piece.Kind != TemplatePieceKind.Literal || piece.Literal.Span.Contains(Mark))
            {
                return null;
            }
            else
            {
                marked.Append(piece.Literal.Span);
            }
        }

        if (variables.Count is 0 or > MostVariables)
        {
            return null;
        }

        if (!isRegExp)
        {
            return Split(new Literal(marked.ToByteString(), false), variables);
        }

        return MarkedExpression.IsSafe(marked.Span)
            && PerlSyntax.Translate(marked.Span, out _) is { } translated
            && RegexLiteralParser.Parse(translated.Text)?.Strongest() is [var only]
                ? Split(only, variables)
                : null;
    }

    /// <summary>The part without variables that tells lines apart best; every line with the literal holds it. Null with none of use.</summary>
    public Literal? Constant
    {
        get
        {
            Literal? best = null;
            foreach (ref readonly var part in _parts.AsSpan())
            {
                if (part.Text.Length >= ShortestConstant && (best is null || LiteralWeight.Of(part.Text.Span) > LiteralWeight.Of(best.Value.Bytes.Span)))
                {
                    best = new Literal(part.Text, _ignoreCase);
                }
            }

            return best;
        }
    }

    /// <summary>Whether the literal with the given values can be told from the bytes of a line.</summary>
    public bool IsUsable(ReadOnlySpan<byte> rendered) => !_ignoreCase || !rendered.ContainsAnyInRange((byte)0x80, (byte)0xff);

    /// <summary>Appends the literal with the given values; in lower case where case is ignored.</summary>
    /// <param name="output">Takes the literal.</param>
    /// <param name="values">The values.</param>
    /// <param name="starts">Takes where in the literal values begin.</param>
    /// <returns>The number of <paramref name="starts"/>.</returns>
    public int Render(ByteBuilder output, IMatchVariables values, Span<int> starts)
    {
        var count = 0;
        foreach (ref readonly var part in _parts.AsSpan())
        {
            if (part.Variable is null)
            {
                output.Append(part.Text.Span);
                continue;
            }

            if (count < starts.Length)
            {
                starts[count++] = output.Length;
            }

            output.Append(values.Get(part.Variable));
        }

        if (_ignoreCase)
        {
            foreach (ref var value in output.Buffer.AsSpan(0, output.Length))
            {
                value = Literal.Fold(value);
            }
        }

        return count;
    }

    /// <summary>Whether the literal with the given values stands in <paramref name="text"/>.</summary>
    public bool OccursIn(ReadOnlySpan<byte> text, IMatchVariables values, ByteBuilder scratch)
    {
        scratch.Clear();
        Render(scratch, values, []);
        return Literal.OccursIn(text, scratch.Span, _ignoreCase);
    }

    private static LiteralTemplate? Split(Literal literal, List<VariableReference> variables)
    {
        var parts = ImmutableArray.CreateBuilder<(ByteString Text, VariableReference? Variable)>();
        var rest = literal.Bytes.Span;
        while (!rest.IsEmpty)
        {
            var mark = rest.IndexOf(Mark);
            var constant = mark < 0 ? rest : rest[..mark];
            if (!constant.IsEmpty)
            {
                parts.Add((ByteString.Copy(constant), null));
            }

            if (mark >= 0)
            {
                if (mark + 1 >= rest.Length || rest[mark + 1] - 'a' is not (>= 0 and var number) || number >= variables.Count)
                {
                    return null;
                }

                parts.Add((default, variables[number]));
            }

            rest = mark < 0 ? default : rest[(mark + 2)..];
        }

        return parts.Any(static part => part.Variable is not null) ? new LiteralTemplate(parts.ToImmutable(), literal.IgnoreCase) : null;
    }
}
