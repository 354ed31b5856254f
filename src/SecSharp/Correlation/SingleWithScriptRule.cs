using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Hosting;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>
/// sec(1), SINGLEWITHSCRIPT RULE. It runs no event correlation operation: what is to happen when the script ends is kept
/// by the host, bound to the values of the event that has matched.
/// </summary>
internal sealed class SingleWithScriptRule : EventRule
{
    public required MatchCondition Match { get; init; }

    /// <summary>The command line: one text for the shell, or one an argument.</summary>
    public required ImmutableArray<Template> Command { get; init; }

    /// <summary>Whether the shell may parse the command line.</summary>
    public required bool Shell { get; init; }

    public required Template Description { get; init; }

    /// <summary>Runs after exit status 0.</summary>
    public required ActionList Action { get; init; }

    /// <summary>Runs after any other end of the script; null: nothing.</summary>
    public ActionList? Action2 { get; init; }

    /// <summary>The match variables in both lists.</summary>
    public required VariableTable Variables { get; init; }

    public override ImmutableArray<MatchCondition> Conditions => [Match];

    public override PointOfContinue? Apply(Engine engine)
    {
        // Hot path.
        if (!Match.IsMet(engine))
        {
            return null;
        }

        var match = engine.Matcher.Match;
        var bindings = Bindings.Capture(Variables, match);
        var usesDescription = Action.UsesDescription || Action2 is { UsesDescription: true };
        var description = usesDescription ? engine.Describe(Description, match) : ByteString.Empty;
        var request = new ScriptRequest(
            [.. Command.Select(argument => engine.Describe(argument, match))],
            Shell,
            [.. engine.Contexts.Names.Select(static name => new ByteString(name.Key)).Order()],
            new BoundActionList(Action, bindings, description, Id),
            Action2 is null ? null : new BoundActionList(Action2, bindings, description, Id));
        engine.Observer?.ScriptStarted(this, request);
        engine.Host.RunScript(request);
        return Match.Continue;
    }
}
