using SecSharp.Contexts;
using SecSharp.Patterns;
using SecSharp.Scheduling;

namespace SecSharp.Actions;

/// <summary>exists %VAR NAME</summary>
internal sealed class ExistsAction(VariableTarget variable, Template name) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var text = frame.Text(name);
        variable.SetNumber(frame.Engine, frame.Engine.Contexts.Find(text.Span) is null ? 0 : 1);
        return ActionFlow.Next;
    }
}

/// <summary>getsize %VAR NAME: unset when there is no such context</summary>
internal sealed class GetSizeAction(VariableTarget variable, Template name) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var text = frame.Text(name);
        var context = frame.Engine.Contexts.Find(text.Span);
        variable.SetNumber(frame.Engine, context is null ? null : context.HasEvents ? context.Events.Count : 0);
        return ActionFlow.Next;
    }
}

/// <summary>What getaliases, getltime and getctime ask for.</summary>
internal enum ContextProperty
{
    Aliases,
    Lifetime,
    CreationTime,
}

/// <summary>getaliases, getltime and getctime %VAR NAME: no change when there is no such context</summary>
internal sealed class GetPropertyAction(ContextProperty property, VariableTarget variable, Template name) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var text = frame.Text(name);
        if (frame.Engine.Contexts.Find(text.Span) is not { } context)
        {
            frame.Engine.Log.NoContext(text.Span);
            return ActionFlow.Next;
        }

        if (property == ContextProperty.CreationTime)
        {
            variable.SetNumber(frame.Engine, context.Created);
        }
        else
        {
            variable.Set(frame.Engine, property == ContextProperty.Lifetime ? Numbers.ToBytes(context.Lifetime) : JoinNames(context));
        }

        return ActionFlow.Next;
    }

    private static byte[] JoinNames(Context context)
    {
        var names = new ByteBuilder();
        foreach (var name in WalkOrder.Walk(context.Names))
        {
            if (names.Length > 0)
            {
                names.Append((byte)'\n');
            }

            names.Append(name.Key);
        }

        return names.ToArray();
    }
}
