using SecSharp.Actions;
using SecSharp.Scheduling;

namespace SecSharp.Contexts;

/// <summary>One name of a context.</summary>
internal abstract class ContextName(byte[] name) : TimedItem(name)
{
    /// <summary>The context it refers to.</summary>
    public Context Context => this as Context ?? ((ContextAlias)this).Target;
}

/// <summary>A name of a context besides the one under which it was created.</summary>
internal sealed class ContextAlias(byte[] name, Context context) : ContextName(name)
{
    public Context Target => context;
}

/// <summary>A context: names, a lifetime, an event store, an action list for its end. sec(1), CONTEXTS AND CONTEXT EXPRESSIONS.</summary>
/// <remarks>It is itself the entry of its first name, so that one with a single name costs little memory.</remarks>
internal sealed class Context(byte[] name) : ContextName(name)
{
    private EventStore? _events;
    private List<ContextName>? _aliases;
    private bool _hasOwnName;

    /// <summary>Its names, in order of creation.</summary>
    public IReadOnlyList<ContextName> Names => _aliases switch
    {
        null => _hasOwnName ? [this] : [],
        _ => _hasOwnName ? [this, .. _aliases] : [.. _aliases],
    };

    /// <summary>The oldest of its names.</summary>
    public ContextName? FirstName => _hasOwnName ? this : _aliases is [var first, ..] ? first : null;

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

    public void AddName(ContextName name)
    {
        if (ReferenceEquals(name, this))
        {
            _hasOwnName = true;
        }
        else
        {
            (_aliases ??= new List<ContextName>(1)).Add(name);
        }
    }

    public void RemoveName(ContextName name)
    {
        if (ReferenceEquals(name, this))
        {
            _hasOwnName = false;
        }
        else
        {
            _aliases?.Remove(name);
        }
    }

    /// <summary>Whether this is one of its names.</summary>
    public bool Has(ContextName name) => ReferenceEquals(name, this) ? _hasOwnName : _aliases?.Contains(name) == true;

    /// <summary>Adds its names to <paramref name="names"/>.</summary>
    public void CopyNamesTo(List<ContextName> names)
    {
        if (_hasOwnName)
        {
            names.Add(this);
        }

        if (_aliases is not null)
        {
            names.AddRange(_aliases);
        }
    }

    public void RemoveNames()
    {
        _hasOwnName = false;
        _aliases = null;
    }

    /// <summary>True while the action list runs that precedes deletion; further deletions are ignored meanwhile.</summary>
    public bool IsEnding { get; set; }

    /// <summary>True once the context is gone.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>True for contexts that the engine sets up around each input line; actions cannot change these.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether the lifetime is over at <paramref name="now"/>: only strictly after its last second.</summary>
    public bool IsOver(long now) => Lifetime > 0 && now - Created > Lifetime;
}
