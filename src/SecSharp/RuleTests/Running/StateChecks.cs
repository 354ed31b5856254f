using SecSharp.Configuration.Diagnostics;
using SecSharp.Contexts;
using SecSharp.Correlation;

namespace SecSharp.RuleTests.Running;

/// <summary>Compares the contexts and operations of an engine with what a test expects.</summary>
internal static class StateChecks
{
    /// <param name="check">What is expected.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="when">The present time, for messages.</param>
    /// <param name="failures">Takes what differs.</param>
    public static void Check(StateCheck check, Engine engine, string when, List<TestFailure> failures)
    {
        var contexts = engine.Contexts.Names.Where(name => IsThere(name.Context, engine)).Select(static name => new ByteString(name.Key)).ToHashSet();
        var operations = engine.Rules.Files
            .SelectMany(static file => file.Rules)
            .OfType<CorrelatingRule>()
            .SelectMany(static rule => rule.Operations.Entries())
            .Where(operation => !operation.IsFinished && !operation.IsOver(engine.Now))
            .Select(static operation => operation.Description)
            .ToHashSet();
        Compare("context", check.Contexts, check.NoContexts, contexts, when, failures);
        Compare("operation", check.Operations, check.NoOperations, operations, when, failures);
    }

    private static bool IsThere(Context context, Engine engine) => !context.IsDeleted && (context.IsEnding || !context.IsOver(engine.Now));

    private static void Compare(
        string what, IEnumerable<ByteString> wanted, IEnumerable<ByteString> unwanted, HashSet<ByteString> present, string when, List<TestFailure> failures)
    {
        foreach (var name in wanted.Where(name => !present.Contains(name)))
        {
            var nearest = Suggestion.For(name.ToDisplay(), present.Select(static other => other.ToDisplay()).Order(StringComparer.Ordinal));
            var hint = nearest is not null ? $"; there is '{nearest}'" : present.Count == 0 ? $"; there is no {what} at all" : "";
            failures.Add(new TestFailure($"{what} '{name.ToDisplay()}' is absent at {when}{hint}"));
        }

        foreach (var name in unwanted.Where(present.Contains))
        {
            failures.Add(new TestFailure($"{what} '{name.ToDisplay()}' is present at {when}; it must not be"));
        }
    }
}
