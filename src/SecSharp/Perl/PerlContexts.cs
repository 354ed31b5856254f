using SecSharp.Contexts;

namespace SecSharp.Perl;

/// <summary>
/// What %main::context_list in Perl code shows and changes: contexts as hashes with the keys Time, Window, Desc, Aliases,
/// Buffer and Action. sec(1), PERL INTEGRATION. A context's action list is an <see cref="ActionListRecord"/>.
/// </summary>
internal sealed class PerlContexts(Engine engine)
{
    private readonly Dictionary<Context, ByteString> _records = [];

    /// <summary>Answers the requests of the class SecSharp::Contexts.</summary>
    public IReadOnlyList<ByteString?> Answer(ByteString request, ReadOnlySpan<ByteString?> parameters)
    {
        var name = parameters is [{ } given, ..] ? given : ByteString.Empty;
        switch (request.ToString())
        {
            case "context names":
                return [.. engine.Contexts.Names.Where(static entry => !entry.Context.IsInternal).Select(static entry => (ByteString?)new ByteString(entry.Key)).Order()];
            case "context exists":
                return [new ByteString(engine.Contexts.Find(name.Span) is null ? [] : "1"u8.ToArray())];
            case "context get":
                return engine.Contexts.Find(name.Span) is { } context ? Describe(context) : [];
            case "context delete":
                engine.Contexts.RemoveName(name.Span);
                return [];
            case "context set":
                Set(name, parameters[1..]);
                return [];
            default:
                throw new ArgumentException($"there is no request '{request}'", nameof(request));
        }
    }

    /// <summary>
    /// Gives contexts that Perl code has set up their action lists. It is for the time after that code: the lists may hold
    /// code that must be compiled.
    /// </summary>
    public void Complete()
    {
        foreach (var (context, record) in _records)
        {
            context.Action = ActionListRecord.Read(record, engine, out var error);
            if (error is not null)
            {
                engine.Log.ActionListLost(context.Key, error);
            }
        }

        _records.Clear();
    }

    private List<ByteString?> Describe(Context context)
    {
        var description = new List<ByteString?>
        {
            Number(context.Created),
            Number(context.Lifetime),
            context.Action?.Description ?? ByteString.Empty,
            RecordOf(context),
            Number(context.Names.Count),
        };
        description.AddRange(context.Names.Select(static name => (ByteString?)new ByteString(name.Key)));
        for (var index = 0; context.HasEvents && index < context.Events.Count; index++)
        {
            description.Add(new ByteString(context.Events[index]));
        }

        return description;
    }

    /// <summary>Sets a context up as a hash of Perl code says; with an alias that exists it becomes another name of that context.</summary>
    private void Set(ByteString name, ReadOnlySpan<ByteString?> parts)
    {
        var aliases = parts.Slice(4, (int)Number(parts[3]));
        var context = engine.Contexts.Find(name.Span);
        if (context is { IsInternal: true })
        {
            engine.Log.InternalContext(name.Span);
            return;
        }

        foreach (var alias in aliases)
        {
            if (context is null && alias is { } other && engine.Contexts.Find(other.Span) is { IsInternal: false } found)
            {
                engine.Contexts.AddName(context = found, name.Span);
            }
        }

        context ??= engine.Contexts.Create(name.Span, engine.Now);
        context.Created = Number(parts[0]);
        context.Lifetime = Number(parts[1]);
        context.Action = null;
        _records.Remove(context);
        if (parts[2] is { Length: > 0 } record)
        {
            _records.Add(context, record);
        }

        context.ClearEvents();
        foreach (var line in parts[(4 + aliases.Length)..])
        {
            context.Events.Append((line ?? ByteString.Empty).Array, engine.Now);
        }

        engine.Contexts.Reschedule(context);
    }

    private ByteString RecordOf(Context context) =>
        _records.TryGetValue(context, out var record) ? record
        : context.Action is { } action ? ActionListRecord.Write(action, engine)
        : ByteString.Empty;

    private static ByteString? Number(long value) => new ByteString(Numbers.ToBytes(value));

    private static long Number(ByteString? text) => text is { } digits && Numbers.TryReadUnsigned(digits.Span, out var value) ? value : 0;
}
