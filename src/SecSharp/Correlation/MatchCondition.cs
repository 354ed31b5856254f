using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;
using SecSharp.Contexts;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>A pattern with its context expression, match cache names and point of continue.</summary>
internal sealed class MatchCondition
{
    public required Pattern Pattern { get; init; }

    /// <summary>What the rule file states.</summary>
    public MatchSyntax? Syntax { get; init; }

    /// <summary>Which of the rule's conditions it is, from 1 on: the number in names of its fields such as pattern2.</summary>
    public int Number { get; init; } = 1;

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
        if (ContextFirst && !IsTrue(engine, Bindings.Empty))
        {
            return false;
        }

        return Matches(engine, Pattern) && AfterPattern(engine, Pattern, null);
    }

    /// <summary>The same for the second part of a Pair rule, whose pattern and variables depend on the operation.</summary>
    public bool IsMet(Engine engine, Pattern pattern, IMatchVariables variables)
    {
        if (ContextFirst && !IsTrue(engine, variables))
        {
            return false;
        }

        return Matches(engine, pattern) && AfterPattern(engine, pattern, variables);
    }

    private bool Matches(Engine engine, Pattern pattern)
    {
        var isMatch = pattern.IsMatch(engine.Matcher);
        engine.Observer?.PatternTried(this, pattern, isMatch);
        return isMatch;
    }

    private bool IsTrue(Engine engine, IMatchVariables variables)
    {
        var value = Context!.Evaluate(engine, variables);
        engine.Observer?.ContextEvaluated(Context, value);
        return value;
    }

    private bool AfterPattern(Engine engine, Pattern pattern, IMatchVariables? variables)
    {
        var match = engine.Matcher.Match;
        engine.Matcher.Cache.Store(CacheNames, match);

        if (Context is null || ContextFirst)
        {
            return true;
        }

        var met = IsTrue(engine, variables ?? match);
        if (pattern.SetsVariables)
        {
            engine.Matcher.Match = match;
        }

        return met;
    }
}
