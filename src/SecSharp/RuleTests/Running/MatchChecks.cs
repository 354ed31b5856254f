using System.Globalization;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Correlation;

namespace SecSharp.RuleTests.Running;

/// <summary>Compares how often rules have matched with what a test expects.</summary>
internal sealed class MatchChecks(RuleTest test, RuleBase rules)
{
    /// <summary>Adds what differs.</summary>
    /// <exception cref="TestNotRunException">The test names a rule that is not there.</exception>
    public void Check(List<TestFailure> failures)
    {
        foreach (var expected in test.Matches)
        {
            var found = Find(expected.Rule);
            var count = found.Sum(static rule => rule.MatchCount);
            if (count != expected.Count)
            {
                failures.Add(new TestFailure(
                    $"rule '{expected.Rule}' has matched {Times(count)}; expected: {Times(expected.Count)}"));
            }
        }
    }

    private static string Times(long count) => count switch
    {
        0 => "never",
        1 => "once",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} times"),
    };

    private List<Rule> Find(string name)
    {
        var all = rules.Files.SelectMany(static file => file.Rules.Select(rule => (File: file, Rule: rule))).ToList();
        var colon = name.LastIndexOf(':');
        if (colon > 0 && int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line))
        {
            var file = name[..colon];
            var ofFile = all.Where(entry => entry.File.Path == file || entry.File.Path.EndsWith("/" + file, StringComparison.Ordinal)).ToList();
            if (ofFile.LastOrDefault(entry => entry.Rule.Line <= line).Rule is { } rule)
            {
                return [rule];
            }
        }

        var described = all.Where(entry => entry.Rule.DescriptionText.ToDisplay() == name).Select(static entry => entry.Rule).ToList();
        if (described.Count > 0)
        {
            return described;
        }

        var names = all.Select(static entry => entry.Rule.DescriptionText.ToDisplay())
            .Concat(all.Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(entry.File.Path)}:{entry.Rule.Line}")));
        throw new TestNotRunException(
            $"matches names a rule '{name}' that is not there{(Suggestion.For(name, names) is { } nearest ? $": did you mean '{nearest}'?" : "; rules are named FILE:LINE, or by their desc field as it stands in the rule file")}");
    }
}
