using SecSharp.Actions;
using SecSharp.Observing;
using SecSharp.Scheduling;

namespace SecSharp.Contexts;

/// <summary>All contexts by name, and when they are due.</summary>
internal sealed class ContextTable
{
    private readonly ByteTable<ContextName> _names = new();
    private readonly TimingWheel<Context> _wheel = new();
    private readonly WalkOrder _order;
    private readonly List<ContextName> _due = [];
    private long _sequence;

    public ContextTable() => _order = new WalkOrder(_names.Entries);

    private static ReadOnlySpan<byte> This => "_THIS"u8;

    /// <summary>The engine's.</summary>
    public EngineObserver? Observer { get; set; }

    /// <summary>Number of names.</summary>
    public int NameCount => _names.Count;

    /// <summary>Number of contexts, internal ones not counted.</summary>
    public long Count { get; private set; }

    /// <summary>Number of contexts created so far, internal ones not counted; a new life of an existing context is none.</summary>
    public long Created { get; private set; }

    /// <summary>All names, in no order.</summary>
    public IEnumerable<ContextName> Names => _names.Entries();

    /// <summary>A second not later than the first at which a context is due.</summary>
    public long NextDue => _wheel.NextTurn();

    /// <summary>The context with the given name, whether its lifetime is over or not; null when there is none.</summary>
    public Context? Find(ReadOnlySpan<byte> name) => _names.Find(name)?.Context;

    /// <summary>
    /// Whether the named context exists and its lifetime is not over. One whose lifetime is over, which housekeeping has
    /// not come to yet, ends now.
    /// </summary>
    public bool IsValid(Engine engine, ReadOnlySpan<byte> name)
    {
        // Hot path.
        if (Find(name) is not { } context)
        {
            return false;
        }

        if (context.IsEnding || !context.IsOver(engine.Now))
        {
            return true;
        }

        End(engine, context, name, runAction: true);
        return false;
    }

    /// <summary>The named context where actions can change it; null, with a log message, where there is none.</summary>
    public Context? FindChangeable(Engine engine, ReadOnlySpan<byte> name)
    {
        switch (Find(name))
        {
            case null:
                engine.Log.NoContext(name);
                return null;
            case { IsInternal: true }:
                engine.Log.InternalContext(name);
                return null;
            case var context:
                return context;
        }
    }

    /// <summary>Creates the named context, or gives an existing one a new life with an empty event store.</summary>
    public void Recreate(Engine engine, ReadOnlySpan<byte> name, long lifetime, BoundActionList? action)
    {
        var context = Find(name);
        if (context is { IsInternal: true })
        {
            engine.Log.InternalContext(name);
            return;
        }

        engine.Log.ContextCreated(name);
        if (context is null)
        {
            context = Add(name, engine.Now);
        }
        else
        {
            context.Created = engine.Now;
            context.ClearEvents();
        }

        context.Lifetime = lifetime;
        context.Action = action;
        Reschedule(context);
        Observer?.ContextCreated(context, name);
    }

    /// <summary>
    /// Deletes a context with all its names, after running its action list if <paramref name="runAction"/> says so, under
    /// the additional name _THIS. sec(1), INTERNAL EVENTS AND CONTEXTS.
    /// </summary>
    public void End(Engine engine, Context context, ReadOnlySpan<byte> name, bool runAction)
    {
        engine.Log.ContextEnding(name);
        Observer?.ContextEnding(context, name, runAction && context.Action is not null);
        if (runAction && context.Action is { } action)
        {
            context.IsEnding = true;
            var outer = _names.Find(This);
            if (outer is not null)
            {
                Take(outer);
            }

            var own = new ContextAlias(This.ToArray(), context);
            Put(own);
            action.Run(engine);
            Take(own);
            if (outer is not null)
            {
                Put(outer);
            }
        }

        foreach (var entry in context.Names)
        {
            Take(entry);
        }

        context.RemoveNames();
        Drop(context, name);
    }

    /// <summary>Creates a context without end under a name that is free.</summary>
    public Context Create(ReadOnlySpan<byte> name, long now)
    {
        var context = Add(name, now);
        Observer?.ContextCreated(context, name);
        return context;
    }

    /// <summary>Adds a free name to a context.</summary>
    public void AddName(Context context, ReadOnlySpan<byte> name) => Add(context, new ContextAlias(name.ToArray(), context));

    /// <summary>Puts the context where its creation time and lifetime say; to be called when either has changed.</summary>
    public void Reschedule(Context context)
    {
        if (context.Lifetime > 0)
        {
            _wheel.Schedule(context, context.Created + context.Lifetime + 1);
        }
        else
        {
            _wheel.Cancel(context);
        }
    }

    /// <summary>All names of contexts whose lifetime is over, in the order in which the contexts end, each by its first name here.</summary>
    public List<ContextName> TakeDue(long now)
    {
        _due.Clear();
        foreach (var context in _wheel.Advance(now))
        {
            context.CopyNamesTo(_due);
        }

        _order.Sort(_due);
        return _due;
    }

    /// <summary>Drops a name; the context goes with its last one.</summary>
    public void RemoveName(ReadOnlySpan<byte> name)
    {
        if (_names.Find(name) is { } entry)
        {
            Take(entry);
            entry.Context.RemoveName(entry);
            if (entry.Context is { FirstName: null } context)
            {
                if (!context.IsInternal)
                {
                    Observer?.ContextEnding(context, name, runsAction: false);
                }

                Drop(context, name);
            }
        }
    }

    /// <summary>
    /// Sets up an internal context under its only name, in place of another context's name if need be.
    /// </summary>
    public void Install(ContextName name)
    {
        RemoveName(name.Key);
        Put(name);
    }

    /// <summary>Takes an internal context away.</summary>
    public void Uninstall(ContextName name) => Take(name);

    private Context Add(ReadOnlySpan<byte> name, long now)
    {
        var context = new Context(name.ToArray()) { Created = now };
        Add(context, context);
        Count++;
        Created++;
        return context;
    }

    private void Add(Context context, ContextName name)
    {
        context.AddName(name);
        Put(name);
    }

    private void Put(ContextName name)
    {
        name.Sequence = ++_sequence;
        _names.Add(name);
        _order.Added(name);
    }

    private void Take(ContextName name)
    {
        if (_names.Remove(name))
        {
            _order.Removed(name);
        }
    }

    private void Drop(Context context, ReadOnlySpan<byte> name)
    {
        _wheel.Cancel(context);
        Count -= context.IsDeleted || context.IsInternal ? 0 : 1;
        context.IsDeleted = true;
        if (!context.IsInternal)
        {
            Observer?.ContextEnded(context, name);
        }
    }
}
