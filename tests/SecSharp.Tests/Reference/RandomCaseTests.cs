using System.Collections.Concurrent;
using SecSharp.Differential;
using SecSharp.Differential.Generation;
using SecSharp.Differential.Running;

namespace SecSharp.Tests.Reference;

/// <summary>Random rules and traces, against the installed reference under a virtual clock.</summary>
public sealed class RandomCaseTests
{
    private const int Seeds = 200;

    [Fact]
    public void Random_cases_write_what_the_reference_writes()
    {
        Assert.SkipUnless(Differential.Running.Reference.IsInstalled, "The reference (Debian's package sec) is not installed.");
        var comparison = new Comparison(new Differential.Running.Reference(Repository.Folder("tests/oracle")));
        var tally = new ConcurrentDictionary<Verdict, int>();
        var different = new ConcurrentBag<string>();
        Parallel.For(1, Seeds + 1, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var which = CaseGenerator.Generate(seed);
            var result = comparison.Compare(which);
            tally.AddOrUpdate(result.Verdict, 1, static (_, count) => count + 1);
            if (result.Verdict is Verdict.Different or Verdict.DifferentRules)
            {
                different.Add($"Seed {seed} (tests/differential {seed} 1 makes it smaller):\n{which.Format(result.Expected.Output)}%% ours\n{result.Actual.Output}");
            }
        });

        Assert.Empty(different);
        Assert.True(tally[Verdict.Equal] > Seeds / 2, $"Too few cases have a defined outcome: {string.Join(", ", tally)}.");
    }
}
