using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>One event of an EventGroup rule.</summary>
internal sealed class EventGroupEvent
{
    public required MatchCondition Match { get; init; }

    /// <summary>Description and action lists with the variables that this event's pattern sets.</summary>
    public required EventGroupActions Actions { get; init; }

    /// <summary>Action list for each instance.</summary>
    public ActionList? Count { get; init; }

    /// <summary>The match variables of <see cref="Count"/>.</summary>
    public required VariableTable CountVariables { get; init; }

    public required long Threshold { get; init; }

    /// <summary>Whether the rule names no token for it, so that its number is the token.</summary>
    public bool HasDefaultToken { get; init; }

    /// <summary>Token for the event group string.</summary>
    public required Template Token { get; init; }
}

/// <summary>What an operation takes with it from the event that has started it.</summary>
internal sealed record EventGroupActions(
    Template Description, VariableTable Variables, ActionList Action, ActionList? Init, ActionList? End, ActionList? Slide);

/// <summary>sec(1), EVENTGROUP RULE.</summary>
internal sealed class EventGroupRule : CorrelatingRule
{
    public required ImmutableArray<EventGroupEvent> Events { get; init; }

    public required long Window { get; init; }

    public bool MultipleActions { get; init; }

    /// <summary>What the event group string must meet, or null.</summary>
    public EventGroupPattern? GroupPattern { get; init; }

    public override ImmutableArray<MatchCondition> Conditions => [.. Events.Select(static instance => instance.Match)];

    public override PointOfContinue? Apply(Engine engine)
    {
        // Hot path.
        for (var index = 0; index < Events.Length; index++)
        {
            if (Events[index].Match.IsMet(engine))
            {
                Process(engine, Events[index], index);
                return Events[index].Match.Continue;
            }
        }

        return null;
    }

    private void Process(Engine engine, EventGroupEvent instance, int index)
    {
        var match = engine.Matcher.Match;
        var text = engine.Scratch.Rent();
        instance.Actions.Description.Render(text, match);
        var count = instance.Count is null ? Bindings.Empty : Bindings.Capture(instance.CountVariables, match);
        var token = GroupPattern is null ? default : engine.Describe(instance.Token, match);
        if (FindLive(engine, text.Span) is not EventGroupOperation operation)
        {
            var variables = Bindings.Capture(instance.Actions.Variables, match);
            operation = new EventGroupOperation(this, instance.Actions, text.ToArray(), variables);
            engine.Operations.Add(operation, engine.Now);
            operation.Record(engine, index, token);
            instance.Actions.Init?.Run(operation.Frame(engine));
        }
        else
        {
            operation.Record(engine, index, token);
        }

        engine.Scratch.Return(text);
        if (operation.IsFinished)
        {
            return;
        }

        instance.Count?.Run(new ActionFrame(engine, count, operation.Description, Id));
        if (!operation.IsFinished)
        {
            operation.ActIfComplete(engine);
        }
    }
}
