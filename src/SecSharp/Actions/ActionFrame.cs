using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>What a running action list sees.</summary>
internal readonly ref struct ActionFrame(Engine engine, Bindings variables, ByteString description, RuleIdentity rule)
{
    public Engine Engine { get; } = engine;

    /// <summary>Values of the match variables.</summary>
    public Bindings Variables { get; } = variables;

    /// <summary>%s.</summary>
    public ByteString Description { get; } = description;

    /// <summary>The rule the action list comes from.</summary>
    public RuleIdentity Rule { get; } = rule;

    /// <summary>Keeps a nested action list, with the values it sees here, for later; null for none.</summary>
    public BoundActionList? Bind(ActionList? list) =>
        list is null ? null : new BoundActionList(list, Variables, list.UsesDescription ? Description : default, Rule);

    /// <summary>The parameter's value at this moment.</summary>
    public RenderedText Text(Template template)
    {
        if (template.Constant is { } constant)
        {
            return new RenderedText(constant);
        }

        var builder = Engine.Scratch.Rent();
        Render(template, builder);
        return new RenderedText(Engine.Scratch, builder);
    }

    /// <summary>The parameters' values at this moment, as bytes of their own.</summary>
    public ImmutableArray<ByteString> Texts(ImmutableArray<Template> templates)
    {
        var values = new ByteString[templates.Length];
        for (var index = 0; index < values.Length; index++)
        {
            using var value = Text(templates[index]);
            values[index] = new ByteString(value.ToArray());
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    /// <summary>Appends the parameter's value at this moment.</summary>
    public void Render(Template template, ByteBuilder output)
    {
        if (template.Reparse)
        {
            var masked = Engine.Scratch.Rent();
            template.RenderMasked(masked, Variables);
            Render(TemplateParser.ParseActionVariables(masked.Span, Engine.Variables), output);
            Engine.Scratch.Return(masked);
            return;
        }

        foreach (ref readonly var piece in template.Pieces.AsSpan())
        {
            switch (piece.Kind)
            {
                case TemplatePieceKind.Literal:
                    output.Append(piece.Literal.Span);
                    break;
                case TemplatePieceKind.MatchVariable:
                    output.Append(Variables.Get(piece.Variable!));
                    break;
                case TemplatePieceKind.ActionVariable:
                    Engine.NoteEvaluation(Description);
                    output.Append(Engine.Variables.Get(piece.Index));
                    break;
                case TemplatePieceKind.BuiltinVariable when piece.Index == (int)BuiltinVariable.Description:
                    Engine.NoteEvaluation(Description);
                    output.Append(Description.Span);
                    break;
                case TemplatePieceKind.BuiltinVariable when piece.Index == (int)BuiltinVariable.Character:
                    output.Append(piece.Extra);
                    break;
                default:
                    Engine.NoteEvaluation(Description);
                    Engine.LocalTime.Append(output, (BuiltinVariable)piece.Index, Engine.Now);
                    break;
            }
        }
    }
}

/// <summary>A parameter's value; gives its memory back when disposed.</summary>
internal readonly ref struct RenderedText
{
    private readonly ByteBuilderPool? _pool;
    private readonly ByteBuilder? _builder;
    private readonly ByteString _constant;

    public RenderedText(ByteString constant) => _constant = constant;

    public RenderedText(ByteBuilderPool pool, ByteBuilder builder)
    {
        _pool = pool;
        _builder = builder;
    }

    public ReadOnlySpan<byte> Span => _builder is null ? _constant.Span : _builder.Span;

    /// <summary>The value as bytes of its own.</summary>
    public byte[] ToArray() => _builder is null ? _constant.Array : _builder.ToArray();

    public void Dispose()
    {
        if (_builder is not null)
        {
            _pool!.Return(_builder);
        }
    }
}
