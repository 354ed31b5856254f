using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>sec(1), SINGLE RULE.</summary>
internal sealed class SingleRule(MatchCondition match, RuleAction action) : EventRule
{
    public override ImmutableArray<MatchCondition> Conditions => [match];

    public override PointOfContinue? Apply(Engine engine)
    {
        // Hot path.
        if (!match.IsMet(engine))
        {
            return null;
        }

        action.RunNow(engine, engine.Matcher.Match, Id);
        return match.Continue;
    }
}

/// <summary>sec(1), SUPPRESS RULE.</summary>
internal sealed class SuppressRule(MatchCondition match) : EventRule
{
    public override ImmutableArray<MatchCondition> Conditions => [match];

    public override PointOfContinue? Apply(Engine engine) => match.IsMet(engine) ? match.Continue : null;
}

/// <summary>An action list with the description string it is run under, both bound when an event matches.</summary>
/// <param name="List">The actions.</param>
/// <param name="Variables">The match variables in them.</param>
/// <param name="Description">Sets %s.</param>
internal sealed record RuleAction(ActionList List, VariableTable Variables, Template Description)
{
    /// <summary>Binds and runs the list at once.</summary>
    public void RunNow(Engine engine, IMatchVariables match, RuleIdentity rule)
    {
        var description = List.UsesDescription ? engine.Describe(Description, match) : ByteString.Empty;
        List.Run(new ActionFrame(engine, Bindings.Capture(Variables, match), description, rule));
    }
}
