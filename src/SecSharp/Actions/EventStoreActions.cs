using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>Which action puts strings into an event store.</summary>
internal enum StoreMode
{
    Add,
    Prepend,
    Fill,
}

/// <summary>add, prepend and fill NAME STRING</summary>
internal sealed class StoreAction(StoreMode mode, Template name, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var contextName = frame.Text(name);
        using var value = frame.Text(text);
        var context = engine.Contexts.Find(contextName.Span) ?? engine.Contexts.Create(contextName.Span, engine.Now);
        if (context.IsInternal)
        {
            engine.Log.InternalContext(contextName.Span);
            return ActionFlow.Next;
        }

        var lines = new TextLines(value.Span);
        var limit = engine.Options.EventStoreSize;
        var held = mode == StoreMode.Fill || !context.HasEvents ? 0 : context.Events.Count;
        if (limit > 0 && held + lines.Count > limit)
        {
            engine.Log.EventStoreFull(contextName.Span, limit);
            return ActionFlow.Next;
        }

        if (mode == StoreMode.Fill)
        {
            context.Events.Clear();
        }

        if (mode == StoreMode.Prepend)
        {
            var reversed = new Stack<byte[]>();
            foreach (var line in lines)
            {
                reversed.Push(line.ToArray());
            }

            foreach (var line in reversed)
            {
                context.Events.Prepend(line, engine.Now);
            }

            return ActionFlow.Next;
        }

        foreach (var line in lines)
        {
            context.Events.Append(line.ToArray(), engine.Now);
        }

        return ActionFlow.Next;
    }
}

/// <summary>copy NAME %VAR and empty NAME %VAR</summary>
internal sealed class CopyAction(Template name, VariableTarget? variable, bool clear) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var text = frame.Text(name);
        if (engine.Contexts.Find(text.Span) is not { } context)
        {
            engine.Log.NoContext(text.Span);
            return ActionFlow.Next;
        }

        if (variable is { } target)
        {
            var joined = engine.Scratch.Rent();
            context.Events.AppendJoined(joined);
            target.Set(engine, joined.ToArray());
            engine.Scratch.Return(joined);
        }

        if (clear)
        {
            context.Events.Clear();
        }

        return ActionFlow.Next;
    }
}

/// <summary>pop NAME %VAR and shift NAME %VAR</summary>
internal sealed class TakeAction(Template name, VariableTarget variable, bool last) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var text = frame.Text(name);
        if (engine.Contexts.Find(text.Span) is { } context)
        {
            variable.Set(engine, (last ? context.Events.TakeLast() : context.Events.TakeFirst()) ?? []);
        }
        else
        {
            engine.Log.NoContext(text.Span);
        }

        return ActionFlow.Next;
    }
}

/// <summary>trim TIME NAME %VAR: drops what was written before a time (SEC 2.9.4)</summary>
internal sealed class TrimAction(Template time, Template name, VariableTarget? variable) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var contextName = frame.Text(name);
        using var text = frame.Text(time);
        if (engine.Contexts.Find(contextName.Span) is not { } context)
        {
            engine.Log.NoContext(contextName.Span);
            return ActionFlow.Next;
        }

        var sign = text.Span is [(byte)'-' or (byte)'+', ..] ? text.Span[0] : (byte)0;
        if (!Numbers.TryReadUnsigned(sign == 0 ? text.Span : text.Span[1..], out var before))
        {
            engine.Log.InvalidTrimTime(contextName.Span, text.Span);
            return ActionFlow.Next;
        }

        before = sign switch
        {
            (byte)'-' => engine.Now - before,
            (byte)'+' => context.Created + before,
            _ => before,
        };
        var removed = context.Events.TakeOlderThan(before);
        if (variable is { } target)
        {
            target.Set(engine, Join(removed));
        }

        return ActionFlow.Next;
    }

    private static byte[] Join(List<byte[]> lines)
    {
        var joined = new ByteBuilder();
        for (var index = 0; index < lines.Count; index++)
        {
            if (index > 0)
            {
                joined.Append((byte)'\n');
            }

            joined.Append(lines[index]);
        }

        return joined.ToArray();
    }
}

/// <summary>report and reportexec NAME COMMAND: to a child process, or to standard output without a command line</summary>
/// <param name="kind">Which of the two.</param>
/// <param name="name">Name of the context.</param>
/// <param name="command">The command line; empty without one.</param>
internal sealed class ReportAction(ActionKind kind, Template name, ImmutableArray<Template> command) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var text = frame.Text(name);
        if (engine.Contexts.Find(text.Span) is not { HasEvents: true } context)
        {
            engine.Log.NothingToReport(text.Span);
            return ActionFlow.Next;
        }

        if (!command.IsEmpty)
        {
            engine.Host.Perform(new ExternalRequest(kind, frame.Texts([name, .. command]))
            {
                EventStore = [.. Enumerable.Range(0, context.Events.Count).Select(index => new ByteString(context.Events[index]))],
            });
            return ActionFlow.Next;
        }

        for (var index = 0; index < context.Events.Count; index++)
        {
            engine.Outputs.Write("-"u8, context.Events[index], newline: true);
        }

        return ActionFlow.Next;
    }
}
