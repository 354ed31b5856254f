using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>event, tevent and cevent: synthetic events, now or after some seconds, each line of the text one event</summary>
internal sealed class EventAction(Template? context, Template? time, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        long delay = 0;
        if (time is not null)
        {
            using var seconds = frame.Text(time);
            if (!Numbers.TryReadUnsigned(seconds.Span, out delay))
            {
                engine.Log.InvalidEventTime(seconds.Span);
                return ActionFlow.Next;
            }
        }

        var name = ByteString.Empty;
        if (context is not null)
        {
            using var rendered = frame.Text(context);
            name = new ByteString(rendered.ToArray());
        }

        using var value = frame.Text(text);
        foreach (var line in new TextLines(value.Span))
        {
            if (delay == 0)
            {
                engine.Events.Enqueue(line, name);
            }
            else
            {
                engine.Events.Schedule(line, name, engine.Now + delay);
            }

            engine.Log.EventCreated(line, delay);
            engine.Observer?.EventCreated(line, delay);
        }

        return ActionFlow.Next;
    }
}

/// <summary>rewrite LNUM STRING</summary>
internal sealed class RewriteAction(Template count, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var number = frame.Text(count);
        if (!Numbers.TryReadUnsigned(number.Span, out var lines))
        {
            frame.Engine.Log.InvalidLineCount(number.Span);
            return ActionFlow.Next;
        }

        using var value = frame.Text(text);
        frame.Engine.Matcher.Buffer.Rewrite(lines, value.Span);
        return ActionFlow.Next;
    }
}
