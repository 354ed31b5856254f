using System.Collections.Immutable;

namespace SecSharp.Patterns;

/// <summary>What a piece of a <see cref="Template"/> stands for.</summary>
internal enum TemplatePieceKind : byte
{
    Literal,
    MatchVariable,
    ActionVariable,
    BuiltinVariable,
}

/// <summary>A piece of a <see cref="Template"/>.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Literal">The bytes of a literal.</param>
/// <param name="Variable">The match variable.</param>
/// <param name="Index">Index of the action list variable, or the <see cref="Actions.BuiltinVariable"/>.</param>
/// <param name="Extra">Number of a %.chrN variable.</param>
internal readonly record struct TemplatePiece(
    TemplatePieceKind Kind, ByteString Literal = default, VariableReference? Variable = null, int Index = 0, byte Extra = 0);

/// <summary>A text with variables, parsed once. sec(1), ACTIONS, ACTION LISTS AND ACTION LIST VARIABLES.</summary>
internal sealed class Template
{
    public Template(ImmutableArray<TemplatePiece> pieces, bool reparse = false)
    {
        Pieces = pieces;
        Reparse = reparse;
        Constant = pieces.Length switch
        {
            0 => ByteString.Empty,
            1 when pieces[0].Kind == TemplatePieceKind.Literal => pieces[0].Literal,
            _ => null,
        };
    }

    public ImmutableArray<TemplatePiece> Pieces { get; }

    /// <summary>The whole text, where it has no variables.</summary>
    public ByteString? Constant { get; }

    /// <summary>
    /// True where the value of a match variable becomes part of the name of an action list variable (<c>%$1</c>): the
    /// match variables are then substituted first, and the outcome is parsed for action list variables.
    /// </summary>
    public bool Reparse { get; }

    /// <summary>Whether %s occurs.</summary>
    public bool UsesDescription => Reparse || Pieces.Any(static piece =>
        piece.Kind == TemplatePieceKind.BuiltinVariable && piece.Index == (int)Actions.BuiltinVariable.Description);

    /// <summary>Appends the text to <paramref name="output"/>; for texts without action list variables.</summary>
    public void Render(ByteBuilder output, IMatchVariables variables)
    {
        foreach (ref readonly var piece in Pieces.AsSpan())
        {
            output.Append(piece.Kind == TemplatePieceKind.Literal ? piece.Literal.Span : variables.Get(piece.Variable!));
        }
    }

    /// <summary>The text with match variables substituted, every % inside their values doubled.</summary>
    public void RenderMasked(ByteBuilder output, IMatchVariables variables)
    {
        foreach (ref readonly var piece in Pieces.AsSpan())
        {
            if (piece.Kind == TemplatePieceKind.Literal)
            {
                output.Append(piece.Literal.Span);
                continue;
            }

            foreach (var value in variables.Get(piece.Variable!))
            {
                output.Append(value);
                if (value == (byte)'%')
                {
                    output.Append(value);
                }
            }
        }
    }
}
