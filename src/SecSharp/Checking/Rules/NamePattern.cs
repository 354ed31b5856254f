using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Checking.Rules;

/// <summary>A name with variables in it, each of which may stand for any text.</summary>
internal sealed class NamePattern
{
    /// <summary>Bytes of the name; -1 for a variable.</summary>
    private readonly ImmutableArray<int> _parts;

    private NamePattern(ImmutableArray<int> parts) => _parts = parts;

    /// <summary>Any name at all.</summary>
    public static NamePattern Any { get; } = new([-1]);

    /// <summary>Whether there is no variable in it.</summary>
    public bool IsConstant => !_parts.Contains(-1);

    /// <summary>A constant name.</summary>
    public static NamePattern OfConstant(ReadOnlySpan<byte> name)
    {
        var parts = ImmutableArray.CreateBuilder<int>();
        foreach (var value in name)
        {
            parts.Add(value);
        }

        return new NamePattern(parts.ToImmutable());
    }

    /// <summary>The name that a text gives when its match variables are those of the rule, and %s is its description.</summary>
    public static NamePattern Of(RuleText text, RuleText? description)
    {
        var parts = ImmutableArray.CreateBuilder<int>();
        var variables = new ActionVariables();
        var template = text.Action is null
            ? TemplateParser.Parse(text.Text.Span, Scope(text))
            : TemplateParser.Parse(text.Text.Span, Scope(text), variables);
        if (template.Reparse)
        {
            return Any;
        }

        foreach (var piece in template.Pieces)
        {
            if (piece.Kind == TemplatePieceKind.Literal)
            {
                parts.AddRange(OfConstant(piece.Literal.Span)._parts);
            }
            else if (piece.Kind == TemplatePieceKind.BuiltinVariable && piece.Index == (int)BuiltinVariable.Description && description is not null)
            {
                parts.AddRange(Of(description, null)._parts);
            }
            else
            {
                parts.Add(-1);
            }
        }

        return new NamePattern(parts.ToImmutable());
    }

    /// <summary>Whether both can be the same name.</summary>
    public bool MayEqual(NamePattern other)
    {
        var mine = _parts;
        var others = other._parts;
        var reachable = new bool[mine.Length + 1, others.Length + 1];
        reachable[0, 0] = true;
        for (var i = 0; i <= mine.Length; i++)
        {
            for (var j = 0; j <= others.Length; j++)
            {
                if (!reachable[i, j])
                {
                    continue;
                }

                var left = i < mine.Length ? mine[i] : -2;
                var right = j < others.Length ? others[j] : -2;
                if (left >= 0 && left == right)
                {
                    reachable[i + 1, j + 1] = true;
                }

                if (left == -1)
                {
                    reachable[i + 1, j] = true;
                    if (right != -2)
                    {
                        reachable[i, j + 1] = true;
                    }
                }

                if (right == -1)
                {
                    reachable[i, j + 1] = true;
                    if (left != -2)
                    {
                        reachable[i + 1, j] = true;
                    }
                }
            }
        }

        return reachable[mine.Length, others.Length];
    }

    private static VariableScope Scope(RuleText text) => new(
        text.Dollar.IsEmpty ? null : MatchOrigin.Current, text.Percent.IsEmpty ? null : MatchOrigin.First);
}
