using System.Collections.Immutable;
using SecSharp.Contexts;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>A pattern with its context expression, match cache names and point of continue.</summary>
internal sealed class MatchCondition
{
    public required Pattern Pattern { get; init; }

    /// <summary>The context expression, or null.</summary>
    public ContextCondition? Context { get; init; }

    /// <summary>Whether the context expression is evaluated before the pattern ([ ]).</summary>
    public bool ContextFirst { get; init; }

    /// <summary>Names under which a match is cached, also when the context expression is then false.</summary>
    public ImmutableArray<ByteString> CacheNames { get; init; } = [];

    public required PointOfContinue Continue { get; init; }

    /// <summary>Whether the current line(s) meet the condition; the match is then in <see cref="LineMatcher.Match"/>.</summary>
    public bool IsMet(Engine engine)
    {
        // Hot path.
        if (ContextFirst && !Context!.Evaluate(engine, Bindings.Empty))
        {
            return false;
        }

        return Pattern.IsMatch(engine.Matcher) && AfterPattern(engine, Pattern, null);
    }

    /// <summary>The same for the second part of a Pair rule, whose pattern and variables depend on the operation.</summary>
    public bool IsMet(Engine engine, Pattern pattern, IMatchVariables variables)
    {
        if (ContextFirst && !Context!.Evaluate(engine, variables))
        {
            return false;
        }

        return pattern.IsMatch(engine.Matcher) && AfterPattern(engine, pattern, variables);
    }

    private bool AfterPattern(Engine engine, Pattern pattern, IMatchVariables? variables)
    {
        var match = engine.Matcher.Match;
        engine.Matcher.Cache.Store(CacheNames, match);

        if (Context is null || ContextFirst)
        {
            return true;
        }

        var met = Context.Evaluate(engine, variables ?? match);
        if (pattern.SetsVariables)
        {
            engine.Matcher.Match = match;
        }

        return met;
    }
}
