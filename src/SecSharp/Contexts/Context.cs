using SecSharp.Actions;
using SecSharp.Scheduling;

namespace SecSharp.Contexts;

/// <summary>One name of a context.</summary>
internal sealed class ContextName(byte[] name, Context context) : ByteKeyed(name)
{
    /// <summary>The context it refers to.</summary>
    public Context Context { get; set; } = context;
}

/// <summary>A context: names, a lifetime, an event store, an action list for its end. sec(1), CONTEXTS AND CONTEXT EXPRESSIONS.</summary>
internal sealed class Context() : TimedItem([])
{
    private EventStore? _events;

    /// <summary>Its names, in order of creation.</summary>
    public List<ContextName> Names { get; } = new(1);

    /// <summary>Seconds since Epoch.</summary>
    public long Created { get; set; }

    /// <summary>Seconds; 0 is without end.</summary>
    public long Lifetime { get; set; }

    /// <summary>Action list for the moment before the context expires.</summary>
    public BoundActionList? Action { get; set; }

    public EventStore Events => _events ??= new EventStore();

    /// <summary>Empties the event store.</summary>
    public void ClearEvents() => _events?.Clear();

    public bool HasEvents => _events is { Count: > 0 };

    /// <summary>True while the action list runs that precedes deletion; further deletions are ignored meanwhile.</summary>
    public bool IsEnding { get; set; }

    /// <summary>True once the context is gone.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>True for contexts that the engine sets up around each input line; actions cannot change these.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether the lifetime is over at <paramref name="now"/>: only strictly after its last second.</summary>
    public bool IsOver(long now) => Lifetime > 0 && now - Created > Lifetime;
}
