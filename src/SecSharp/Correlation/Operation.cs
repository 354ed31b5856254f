using SecSharp.Patterns;
using SecSharp.Scheduling;

namespace SecSharp.Correlation;

/// <summary>An event correlation operation. sec(1), EVENT CORRELATION OPERATIONS.</summary>
/// <param name="rule">The rule that has started it.</param>
/// <param name="description">Its operation description string, unique among the operations of the rule.</param>
internal abstract class Operation(CorrelatingRule rule, byte[] description) : TimedItem(description)
{
    public CorrelatingRule Rule => rule;

    /// <summary>The operation description string.</summary>
    public ByteString Description => new(Key);

    /// <summary>When it was started, seconds since Epoch.</summary>
    public long Started { get; set; }

    /// <summary>Beginning of the window, seconds since Epoch.</summary>
    public long WindowStart { get; set; }

    /// <summary>Size of the window in seconds; 0 is without end.</summary>
    public abstract long Window { get; }

    /// <summary>The match variables that its action lists were bound to, by the slots of <see cref="BoundTable"/>.</summary>
    public abstract Bindings Bound { get; }

    /// <summary>What the slots of <see cref="Bound"/> mean.</summary>
    public abstract VariableTable BoundTable { get; }

    /// <summary>The events that it has seen and what it waits for; nothing where it keeps no events.</summary>
    public virtual ObservedEvents Observed => new("", []);

    /// <summary>True once the operation is gone.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Whether the window is over at <paramref name="now"/>: only strictly after its last second.</summary>
    public bool IsOver(long now) => now >= Due;

    /// <summary>The window is over: the operation slides it, or acts and finishes.</summary>
    public void EndWindow(Engine engine)
    {
        engine.Observer?.WindowEnding(this);
        WindowEnded(engine);
        engine.Observer?.WindowEnded(this);
    }

    /// <summary>Does what the end of the window asks for.</summary>
    protected abstract void WindowEnded(Engine engine);

    /// <summary>The id that operations have in the reference: rule file, number of the rule, description string.</summary>
    public override void WriteId(ByteBuilder id)
    {
        id.Append(rule.OperationPrefix);
        id.Append(Key);
    }

    /// <summary>Moves the beginning of the window forward to <paramref name="start"/> (setwpos).</summary>
    public virtual void MoveWindow(Engine engine, long start)
    {
        WindowStart = start;
        engine.Operations.Reschedule(this);
        engine.Observer?.WindowMoved(this);
    }
}
