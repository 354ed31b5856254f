using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Contexts;
using SecSharp.Correlation;

namespace SecSharp.RuleTests.Coverage;

/// <summary>Notes what one test touches of its rules, which are loaded anew for each.</summary>
internal sealed class RuleBaseCoverage
{
    private readonly Dictionary<Rule, RuleCoverage> _rules = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<MatchSyntax, Decision> _patterns = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ContextNode, Decision> _contexts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ActionListSyntax, ListRun> _lists = new(ReferenceEqualityComparer.Instance);

    public void Tried(Rule rule) => _rules[rule].IsTried = true;

    public void Matched(Rule rule) => _rules[rule].HasMatched = true;

    public void PatternTried(MatchCondition condition, bool isMatch)
    {
        if (condition.Syntax is { } syntax && _patterns.TryGetValue(syntax, out var decision))
        {
            decision.Take(isMatch);
        }
    }

    public void Evaluated(ContextCondition expression, bool value)
    {
        if (expression.Syntax is { } syntax && _contexts.TryGetValue(syntax, out var decision))
        {
            decision.Take(value);
        }
    }

    public void Run(ActionList list)
    {
        if (list.Syntax is { } syntax && _lists.TryGetValue(syntax, out var run))
        {
            run.Take();
        }
    }

    /// <summary>Adds a rule, whose points are those of <paramref name="known"/> in the same order.</summary>
    internal void Add(Rule rule, RulePoints points, RuleCoverage known)
    {
        _rules.Add(rule, known);
        var same = points.Points.Zip(known.Points).ToDictionary(static pair => pair.First, static pair => pair.Second);
        foreach (var (syntax, decision) in points.Patterns)
        {
            _patterns.Add(syntax, (Decision)same[decision]);
        }

        foreach (var (syntax, decision) in points.Contexts)
        {
            _contexts.Add(syntax, (Decision)same[decision]);
        }

        foreach (var (syntax, run) in points.Lists)
        {
            _lists.Add(syntax, (ListRun)same[run]);
        }
    }
}
