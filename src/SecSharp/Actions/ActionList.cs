using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;
using SecSharp.Observing;
using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>How an action list goes on after an action.</summary>
internal enum ActionFlow
{
    /// <summary>With the next action.</summary>
    Next,

    /// <summary>The loop, or the whole list outside of one, ends.</summary>
    Break,

    /// <summary>The next round of the loop, or outside of one the end of the whole list.</summary>
    Continue,
}

/// <summary>An action ready to run. It holds no state; what it works on is in the engine.</summary>
internal abstract class EngineAction
{
    public abstract ActionFlow Run(in ActionFrame frame);
}

/// <summary>An action list ready to run. sec(1), ACTIONS, ACTION LISTS AND ACTION LIST VARIABLES.</summary>
/// <param name="actions">The actions.</param>
/// <param name="usesDescription">Whether %s occurs, also in nested lists.</param>
internal sealed class ActionList(ImmutableArray<EngineAction> actions, bool usesDescription)
{
    /// <summary>Whether %s occurs, also in nested lists.</summary>
    public bool UsesDescription => usesDescription;

    /// <summary>The list as its rule file states it, for the dump.</summary>
    public ActionListSyntax? Syntax { get; init; }

    /// <summary>What match variables in it refer to.</summary>
    public VariableScope Scope { get; init; } = VariableScope.None;

    public ActionFlow Run(in ActionFrame frame)
    {
        if (frame.Engine.Observer is { } observer)
        {
            return Run(frame, observer);
        }

        foreach (var action in actions)
        {
            var flow = action.Run(frame);
            if (flow != ActionFlow.Next)
            {
                return flow;
            }
        }

        return ActionFlow.Next;
    }

    private ActionFlow Run(in ActionFrame frame, EngineObserver observer)
    {
        observer.ActionListStarted(this, frame);
        var flow = ActionFlow.Next;
        for (var index = 0; index < actions.Length && flow == ActionFlow.Next; index++)
        {
            observer.ActionStarted(this, index, frame);
            flow = actions[index].Run(frame);
            observer.ActionEnded(this, index);
        }

        observer.ActionListEnded(this);
        return flow;
    }
}

/// <summary>An action list with the values it was bound to: plain data that can wait for its moment.</summary>
/// <param name="List">The actions.</param>
/// <param name="Variables">Values of the match variables.</param>
/// <param name="Description">%s.</param>
/// <param name="Rule">The rule it comes from, to which offsets in reset, getwpos and setwpos refer.</param>
internal sealed record BoundActionList(ActionList List, Bindings Variables, ByteString Description, RuleIdentity Rule)
{
    public void Run(Engine engine) => List.Run(new ActionFrame(engine, Variables, Description, Rule));
}
