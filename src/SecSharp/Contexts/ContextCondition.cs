using SecSharp.Patterns;

namespace SecSharp.Contexts;

/// <summary>A context expression ready for evaluation. sec(1), CONTEXTS AND CONTEXT EXPRESSIONS.</summary>
internal abstract class ContextCondition
{
    /// <summary>
    /// Whether evaluation has no effect but the end of contexts whose lifetime is over; not so where it runs code.
    /// </summary>
    public virtual bool OnlyLooksUp => false;

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
            return engine.Contexts.IsValid(engine, constant.Span);
        }

        var text = engine.Scratch.Rent();
        name.Render(text, variables);
        var exists = engine.Contexts.IsValid(engine, text.Span);
        engine.Scratch.Return(text);
        return exists;
    }
}

/// <summary>True when the pattern match cache holds the entry.</summary>
internal sealed class VariablesCached(ByteString entry) : ContextCondition
{
    public override bool OnlyLooksUp => true;

    public override bool Evaluate(Engine engine, IMatchVariables variables) => engine.Matcher.Cache.Find(entry) is not null;
}

/// <summary>Logical NOT.</summary>
internal sealed class NotCondition(ContextCondition operand) : ContextCondition
{
    public override bool OnlyLooksUp => operand.OnlyLooksUp;

    public override bool Evaluate(Engine engine, IMatchVariables variables) => !operand.Evaluate(engine, variables);
}

/// <summary>Short-circuit logical AND.</summary>
internal sealed class AndCondition(ContextCondition left, ContextCondition right) : ContextCondition
{
    public override bool OnlyLooksUp => left.OnlyLooksUp && right.OnlyLooksUp;

    public override bool Evaluate(Engine engine, IMatchVariables variables) =>
        left.Evaluate(engine, variables) && right.Evaluate(engine, variables);
}

/// <summary>Short-circuit logical OR.</summary>
internal sealed class OrCondition(ContextCondition left, ContextCondition right) : ContextCondition
{
    public override bool OnlyLooksUp => left.OnlyLooksUp && right.OnlyLooksUp;

    public override bool Evaluate(Engine engine, IMatchVariables variables) =>
        left.Evaluate(engine, variables) || right.Evaluate(engine, variables);
}
