using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Contexts;

/// <summary>A context expression ready for evaluation. sec(1), CONTEXTS AND CONTEXT EXPRESSIONS.</summary>
internal abstract class ContextCondition
{
    /// <summary>
    /// Whether evaluation has no effect but the end of contexts whose lifetime is over; not so where it runs code.
    /// </summary>
    public virtual bool OnlyLooksUp => false;

    /// <summary>The expression as its rule file states it.</summary>
    public ContextNode? Syntax { get; init; }

    /// <summary>The operands of an operation; none for a term.</summary>
    public virtual ImmutableArray<ContextCondition> Operands => [];

    /// <summary>Evaluates the expression with the given match variables; may run the action lists of contexts found to be over.</summary>
    public abstract bool Evaluate(Engine engine, IMatchVariables variables);
}

/// <summary>True when the named context exists.</summary>
internal sealed class ContextExists(Template name) : ContextCondition
{
    public override bool OnlyLooksUp => true;

    // Hot path.
    public override bool Evaluate(Engine engine, IMatchVariables variables)
    {
        if (name.Constant is { } constant)
        {
            return Exists(engine, constant.Span);
        }

        var text = engine.Scratch.Rent();
        name.Render(text, variables);
        var exists = Exists(engine, text.Span);
        engine.Scratch.Return(text);
        return exists;
    }

    private bool Exists(Engine engine, ReadOnlySpan<byte> context)
    {
        var exists = engine.Contexts.IsValid(engine, context);
        engine.Observer?.TermEvaluated(this, context, exists);
        return exists;
    }
}

/// <summary>True when the pattern match cache holds the entry.</summary>
internal sealed class VariablesCached(ByteString entry) : ContextCondition
{
    public override bool OnlyLooksUp => true;

    public override bool Evaluate(Engine engine, IMatchVariables variables)
    {
        var isCached = engine.Matcher.Cache.Find(entry) is not null;
        engine.Observer?.TermEvaluated(this, entry.Span, isCached);
        return isCached;
    }
}

/// <summary>Logical NOT.</summary>
internal sealed class NotCondition(ContextCondition operand) : ContextCondition
{
    public override bool OnlyLooksUp => operand.OnlyLooksUp;

    public override ImmutableArray<ContextCondition> Operands => [operand];

    public override bool Evaluate(Engine engine, IMatchVariables variables) => !operand.Evaluate(engine, variables);
}

/// <summary>Short-circuit logical AND.</summary>
internal sealed class AndCondition(ContextCondition left, ContextCondition right) : ContextCondition
{
    public override bool OnlyLooksUp => left.OnlyLooksUp && right.OnlyLooksUp;

    public override ImmutableArray<ContextCondition> Operands => [left, right];

    public override bool Evaluate(Engine engine, IMatchVariables variables) =>
        left.Evaluate(engine, variables) && right.Evaluate(engine, variables);
}

/// <summary>Short-circuit logical OR.</summary>
internal sealed class OrCondition(ContextCondition left, ContextCondition right) : ContextCondition
{
    public override bool OnlyLooksUp => left.OnlyLooksUp && right.OnlyLooksUp;

    public override ImmutableArray<ContextCondition> Operands => [left, right];

    public override bool Evaluate(Engine engine, IMatchVariables variables) =>
        left.Evaluate(engine, variables) || right.Evaluate(engine, variables);
}
