using System.Collections.Immutable;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>sec(1), JUMP RULE.</summary>
internal sealed class JumpRule(MatchCondition match, ImmutableArray<Template> sets) : EventRule
{
    public override ImmutableArray<MatchCondition> Conditions => [match];

    public override PointOfContinue? Apply(Engine engine)
    {
        // Hot path.
        if (!match.IsMet(engine))
        {
            return null;
        }

        return sets.IsEmpty || Jump(engine) ? match.Continue : PointOfContinue.EndMatch;
    }

    /// <summary>False when the search has ended for all rule files.</summary>
    private bool Jump(Engine engine)
    {
        var names = new ByteString[sets.Length];
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = sets[index].Constant ?? engine.Describe(sets[index], engine.Matcher.Match);
        }

        foreach (var name in names)
        {
            if (!engine.WalkSet(name, Id))
            {
                return false;
            }
        }

        return true;
    }
}
