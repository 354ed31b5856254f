using SecSharp.Correlation;

namespace SecSharp.RuleTests.Coverage;

/// <summary>What all tests together have touched of the rules that they have loaded.</summary>
internal sealed class CoverageReport
{
    private readonly Dictionary<(string File, int Number), RuleCoverage> _rules = [];

    /// <summary>The rules, by file and line.</summary>
    public IEnumerable<RuleCoverage> Rules => _rules.Values
        .OrderBy(static rule => rule.File, StringComparer.Ordinal)
        .ThenBy(static rule => rule.Line);

    /// <summary>Begins to note what a test touches of its rules.</summary>
    public RuleBaseCoverage Start(RuleBase rules)
    {
        var coverage = new RuleBaseCoverage();
        foreach (var (file, rule) in rules.Files.SelectMany(static file => file.Rules.Select(rule => (file, rule))))
        {
            if (rule.Syntax is not { } syntax)
            {
                continue;
            }

            var map = new RulePoints(syntax);
            var key = (Path.GetFullPath(file.Path), rule.Id.Number);
            if (!_rules.TryGetValue(key, out var known))
            {
                _rules.Add(key, known = new RuleCoverage(file.Path, rule.Line, rule.Type, rule.DescriptionText.ToDisplay()) { Points = map.Points });
            }

            coverage.Add(rule, map, known);
        }

        return coverage;
    }

    /// <summary>Writes the summary and, by rule file and line, what no test has touched.</summary>
    public void WriteTo(TextWriter output)
    {
        var rules = Rules.ToList();
        var points = rules.SelectMany(static rule => rule.Points).ToList();
        output.Write(FormattableString.Invariant(
            $"coverage: {rules.Count(static rule => rule.HasMatched)} of {rules.Count} rules have matched, {points.Sum(static point => point.Taken)} of {points.Sum(static point => point.Branches)} branches were taken\n"));
        foreach (var rule in rules)
        {
            var gaps = rule.Gaps.ToList();
            if (gaps.Count == 0)
            {
                continue;
            }

            output.Write(FormattableString.Invariant($"    {rule.File}:{rule.Line} {rule.Type} {rule.Description}").TrimEnd() + "\n");
            foreach (var gap in gaps)
            {
                output.Write($"        {gap}\n");
            }
        }
    }
}
