namespace SecSharp.Tests.Prefiltering;

/// <summary>
/// Random rules with and without the literal prefilter: output, log and state must be the same. SECSHARP_FUZZ_ROUNDS runs
/// more by hand.
/// </summary>
public sealed class RandomRuleBaseTests
{
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("SECSHARP_FUZZ_ROUNDS"), out var rounds) ? rounds : 1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_rules_go_the_same_way_with_and_without_prefilter(int seed)
    {
        var matches = 0;
        for (var count = 0; count < 15 * Rounds; count++)
        {
            var random = new Random(seed + (10 * count));
            var generator = new RandomRuleBase(random);
            var manyLines = random.Next(3) == 0;
            var files = generator.Files(manyLines);
            var trace = generator.Trace();
            var options = new EngineOptions
            {
                CleanTime = random.Next(4) switch { 0 => 0, 1 => 3, 2 => 10, _ => 1 },
                JointBuffer = manyLines ? random.Next(2) == 0 : null,
                InternalContexts = random.Next(4) == 0,
            };

            var without = PrefilterRun.Of(files, trace, options with { Prefilter = PrefilterMode.No });
            foreach (var mode in new[] { PrefilterMode.Yes, PrefilterMode.Auto })
            {
                var with = PrefilterRun.Of(files, trace, options with { Prefilter = mode });
                if (without != with)
                {
                    Assert.Fail(Explain(files, trace, without, with));
                }
            }

            if (options.JointBuffer is null)
            {
                var ahead = PrefilterRun.Of(files, trace, options with { Prefilter = PrefilterMode.Yes }, readsAhead: true);
                if (without != ahead)
                {
                    Assert.Fail(Explain(files, trace, without, ahead));
                }
            }

            matches += without.Output.Length;
        }

        Assert.True(matches > 2_000, "Hardly a rule has matched.");
    }

    private static string Explain(IReadOnlyList<(string Name, string Text)> files, string trace, PrefilterRun without, PrefilterRun with)
    {
        var folder = Directory.CreateTempSubdirectory("secsharp-prefilter-").FullName;
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        File.WriteAllText(Path.Combine(folder, "trace"), trace);
        File.WriteAllText(Path.Combine(folder, "without"), without.Output + without.Log + without.State);
        File.WriteAllText(Path.Combine(folder, "with"), with.Output + with.Log + with.State);
        return $"The runs differ: see {folder}.";
    }
}
