using System.Buffers.Text;
using SecSharp.Actions;
using SecSharp.Patterns;
using SecSharp.Perl;

namespace SecSharp.Correlation;

/// <summary>An operation of an EventGroup rule: the events in its window.</summary>
internal sealed class EventGroupOperation(EventGroupRule rule, EventGroupActions actions, byte[] description, Bindings variables)
    : Operation(rule, description)
{
    private readonly Queue<Occurrence> _events = new(2);
    private readonly int[] _counts = new int[rule.Events.Length];
    private bool _reached;
    private bool _ending;

    public override long Window => rule.Window;

    public override Bindings Bound => variables;

    public override VariableTable BoundTable => actions.Variables;

    /// <summary>Index of the event that has started it.</summary>
    public int StartedBy => rule.Events.Select(static instance => instance.Actions).ToList().IndexOf(actions);

    public override ObservedEvents Observed => new(
        _reached && !rule.MultipleActions ? "thresholds reached" : "checking for thresholds",
        [.. _events.Select(static occurrence => occurrence.Time)])
    {
        Patterns = [.. _events.Select(static occurrence => occurrence.Index + 1)],
        Tokens = rule.GroupPattern is null ? null : [.. _events.Select(static occurrence => occurrence.Token)],
        AreNumbers = [.. _events.Select(occurrence => rule.Events[occurrence.Index].HasDefaultToken)],
    };

    /// <summary>The frame for the action lists bound when the operation was started.</summary>
    public ActionFrame Frame(Engine engine) => new(engine, variables, Description, rule.Id);

    /// <summary>
    /// Records an instance of the event with the given index; to be called before the action lists for it run, which may
    /// move the window.
    /// </summary>
    public void Record(Engine engine, int index, ByteString token)
    {
        if (!_reached || rule.MultipleActions)
        {
            _events.Enqueue(new Occurrence(engine.Now, index, token));
            _counts[index]++;
        }

        engine.Observer?.OperationFed(this);
    }

    /// <summary>Acts when all conditions are met.</summary>
    public void ActIfComplete(Engine engine)
    {
        if (_reached && !rule.MultipleActions)
        {
            return;
        }

        for (var other = 0; other < _counts.Length; other++)
        {
            if (_counts[other] < rule.Events[other].Threshold)
            {
                return;
            }
        }

        if (rule.GroupPattern is null || GroupStringMatches(engine, rule.GroupPattern))
        {
            _reached = true;
            actions.Action.Run(Frame(engine));
        }
    }

    protected override void WindowEnded(Engine engine)
    {
        if (!_reached || rule.MultipleActions)
        {
            WindowStart = engine.Now - Window;
            DropBefore(WindowStart);
            if (_events.Count > 0)
            {
                base.MoveWindow(engine, _events.Peek().Time);
                actions.Slide?.Run(Frame(engine));
                return;
            }
        }

        Finish(engine);
    }

    public override void MoveWindow(Engine engine, long start)
    {
        if (_ending)
        {
            engine.Log.OperationEnding(this);
            return;
        }

        WindowStart = start;
        DropBefore(start);
        if (_events.Count == 0 && (!_reached || rule.MultipleActions))
        {
            Finish(engine);
            return;
        }

        base.MoveWindow(engine, start);
    }

    private void Finish(Engine engine)
    {
        _ending = true;
        actions.End?.Run(Frame(engine));
        engine.Operations.Remove(this);
    }

    private void DropBefore(long start)
    {
        while (_events.TryPeek(out var oldest) && oldest.Time < start)
        {
            _events.Dequeue();
            _counts[oldest.Index]--;
        }
    }

    private bool GroupStringMatches(Engine engine, EventGroupPattern pattern)
    {
        var text = engine.Scratch.Rent();
        var isFirst = true;
        foreach (var occurrence in _events)
        {
            if (!isFirst)
            {
                text.Append((byte)' ');
            }

            isFirst = false;
            text.Append(occurrence.Token.Span);
        }

        var matches = pattern.Function is { } function
            ? FunctionMatches(engine, pattern, function.Host, text.Span)
            : pattern.IsMatch(text.Span, engine.Matcher.Scratch);
        engine.Observer?.GroupStringTried(this, text.Span, matches);
        engine.Scratch.Return(text);
        return matches;
    }

    /// <summary>The function gets the group string, the list of tokens and the list of their times. sec(1), EVENTGROUP RULE.</summary>
    private bool FunctionMatches(Engine engine, EventGroupPattern pattern, PerlHost host, ReadOnlySpan<byte> groupString)
    {
        host.Add(groupString);
        host.AddList();
        foreach (var occurrence in _events)
        {
            host.AddItem(occurrence.Token.Span);
        }

        host.AddList();
        Span<byte> number = stackalloc byte[20];
        foreach (var occurrence in _events)
        {
            Utf8Formatter.TryFormat(occurrence.Time, number, out var length);
            host.AddItem(number[..length]);
        }

        return pattern.CallFunction(engine);
    }

    private readonly record struct Occurrence(long Time, int Index, ByteString Token);
}
