using SecSharp.Differential;
using SecSharp.Differential.Generation;
using SecSharp.Differential.Running;

namespace SecSharp.Tests.Perl;

/// <summary>Random rules with Perl code, compared with the installed reference. tests/SecSharp.Differential runs more of them.</summary>
public sealed class PerlDifferentialTests
{
    private const int Seeds = 100;

    [Fact]
    public void Random_rules_with_perl_code_act_as_under_the_reference()
    {
        Assert.SkipUnless(Differential.Running.Reference.IsInstalled, "The reference is not installed: apt-get install sec.");
        var comparison = new Comparison(new Differential.Running.Reference(Repository.Folder("tests/oracle"))) { IgnoresOrder = true };
        var different = Enumerable.Range(1, Seeds).AsParallel().WithDegreeOfParallelism(2)
            .Select(seed => (Seed: seed, Result: comparison.Compare(CaseGenerator.Generate(seed, usesPerl: true))))
            .Where(static run => run.Result.Verdict is Verdict.Different or Verdict.DifferentRules)
            .ToList();
        Assert.True(
            different.Count == 0,
            string.Join('\n', different.Select(static run => $"seed {run.Seed}: {run.Result.Verdict}; see 'differential --perl {run.Seed} 1'")));
    }
}
