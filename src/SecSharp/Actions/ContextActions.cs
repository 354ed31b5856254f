using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>create NAME TIME LIST</summary>
internal sealed class CreateAction(Template name, Template? time, ActionList? list) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var context = frame.Text(name);
        long lifetime = 0;
        if (time is not null)
        {
            using var text = frame.Text(time);
            if (!Numbers.TryReadUnsigned(text.Span, out lifetime))
            {
                engine.Log.InvalidLifetime(context.Span, text.Span);
                return ActionFlow.Next;
            }
        }

        engine.Contexts.Recreate(engine, context.Span, lifetime, frame.Bind(list));
        return ActionFlow.Next;
    }
}

/// <summary>set NAME TIME LIST</summary>
internal sealed class SetAction(Template name, Template time, ActionList? list) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var contextName = frame.Text(name);
        if (engine.Contexts.FindChangeable(engine, contextName.Span) is not { } context)
        {
            return ActionFlow.Next;
        }

        using var text = frame.Text(time);
        if (!text.Span.SequenceEqual("-"u8))
        {
            if (!Numbers.TryReadUnsigned(text.Span, out var lifetime))
            {
                engine.Log.InvalidLifetime(contextName.Span, text.Span);
                return ActionFlow.Next;
            }

            context.Created = engine.Now;
            context.Lifetime = lifetime;
            engine.Contexts.Reschedule(context);
        }

        if (list is not null)
        {
            context.Action = frame.Bind(list);
        }

        return ActionFlow.Next;
    }
}

/// <summary>delete NAME and obsolete NAME</summary>
internal sealed class DeleteAction(Template name, bool runAction) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var text = frame.Text(name);
        if (frame.Engine.Contexts.Find(text.Span) is { IsEnding: false, IsInternal: false } context)
        {
            if (runAction)
            {
                // What the context's own action list sees of its lifetime, as in the reference.
                context.Lifetime = -1;
            }

            frame.Engine.Contexts.End(frame.Engine, context, text.Span, runAction);
        }
        else
        {
            frame.Engine.Log.NoContextToDelete(text.Span);
        }

        return ActionFlow.Next;
    }
}

/// <summary>alias NAME ALIAS</summary>
internal sealed class AliasAction(Template name, Template alias) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var contextName = frame.Text(name);
        using var aliasName = frame.Text(alias);
        if (engine.Contexts.FindChangeable(engine, contextName.Span) is not { } context)
        {
            return ActionFlow.Next;
        }

        if (engine.Contexts.Find(aliasName.Span) is not null)
        {
            engine.Log.AliasExists(aliasName.Span);
        }
        else
        {
            engine.Contexts.AddName(context, aliasName.Span);
        }

        return ActionFlow.Next;
    }
}

/// <summary>unalias ALIAS</summary>
internal sealed class UnaliasAction(Template alias) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var text = frame.Text(alias);
        if (frame.Engine.Contexts.Find(text.Span) is { IsEnding: false, IsInternal: false })
        {
            frame.Engine.Contexts.RemoveName(text.Span);
        }
        else
        {
            frame.Engine.Log.NoContextToDelete(text.Span);
        }

        return ActionFlow.Next;
    }
}

/// <summary>setltime NAME TIME</summary>
internal sealed class SetLifetimeAction(Template name, Template? time) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var contextName = frame.Text(name);
        if (engine.Contexts.FindChangeable(engine, contextName.Span) is not { } context)
        {
            return ActionFlow.Next;
        }

        long lifetime = 0;
        if (time is not null)
        {
            using var text = frame.Text(time);
            if (!Numbers.TryReadUnsigned(text.Span, out lifetime))
            {
                engine.Log.InvalidLifetime(contextName.Span, text.Span);
                return ActionFlow.Next;
            }
        }

        context.Lifetime = lifetime;
        engine.Contexts.Reschedule(context);
        engine.Contexts.IsValid(engine, contextName.Span);
        return ActionFlow.Next;
    }
}

/// <summary>setctime TIME NAME</summary>
internal sealed class SetCreationTimeAction(Template time, Template name) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var contextName = frame.Text(name);
        using var text = frame.Text(time);
        if (engine.Contexts.FindChangeable(engine, contextName.Span) is not { } context)
        {
            return ActionFlow.Next;
        }

        if (!Numbers.TryReadUnsigned(text.Span, out var created) || created < context.Created || created > engine.Now)
        {
            engine.Log.InvalidCreationTime(contextName.Span, text.Span, context.Created, engine.Now);
            return ActionFlow.Next;
        }

        context.Created = created;
        engine.Contexts.Reschedule(context);
        return ActionFlow.Next;
    }
}
