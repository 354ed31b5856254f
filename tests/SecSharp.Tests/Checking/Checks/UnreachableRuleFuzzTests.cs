using System.Globalization;
using System.Text;
using SecSharp.Checking;
using SecSharp.Configuration;
using SecSharp.Tests.Prefiltering;

namespace SecSharp.Tests.Checking.Checks;

/// <summary>In random rule bases, a rule that is said never to be reached never matches.</summary>
public sealed class UnreachableRuleFuzzTests
{
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("SECSHARP_FUZZ_ROUNDS"), out var rounds) ? rounds : 1;

    [Fact]
    public void A_rule_that_is_said_never_to_be_reached_never_matches()
    {
        int unreachable = 0, reached = 0;
        for (var seed = 0; seed < 60 * Rounds; seed++)
        {
            var generator = new RandomRuleBase(new Random(seed));

            // Some bases have a loop of events, which with a delay goes round once a second only.
            var files = generator.Files(manyLines: seed % 4 == 0)
                .Select(static file => (file.Name, Text: file.Text.Replace("; event 0", "; event 1", StringComparison.Ordinal))).ToList();
            var told = RuleBaseChecker
                .Check([.. files.Select(static file => new RuleFileSource(file.Name, Encoding.Latin1.GetBytes(file.Text)))], new CheckOptions { Only = ["unreachable-rule"] })
                .Where(static finding => finding.Message.StartsWith("the rule", StringComparison.Ordinal))
                .Select(static finding => (finding.File, finding.RuleLine))
                .ToHashSet();
            var rules = files.SelectMany(static file => RuleFileParser.Parse(file.Name, Encoding.Latin1.GetBytes(file.Text), []).Rules.Select(rule => (file.Name, rule.Position.Line))).ToList();
            var run = PrefilterRun.Of(files, generator.Trace(), new EngineOptions());
            var counts = run.State.TrimEnd('\n').Split('\n')[^1].Split(" matches ")[1].Split(' ').Select(static count => long.Parse(count, CultureInfo.InvariantCulture)).ToList();

            Assert.Equal(rules.Count, counts.Count);
            for (var index = 0; index < rules.Count; index++)
            {
                if (told.Contains(rules[index]))
                {
                    unreachable++;
                    Assert.True(counts[index] == 0, $"seed {seed}: the rule at line {rules[index].Line} of {rules[index].Name} matches {counts[index]} times\n{files.First(file => file.Name == rules[index].Name).Text}");
                }
                else if (counts[index] > 0)
                {
                    reached++;
                }
            }
        }

        Assert.True(unreachable > 20 && reached > 100, $"Only {unreachable} rules that are not reached, {reached} that are.");
    }
}
