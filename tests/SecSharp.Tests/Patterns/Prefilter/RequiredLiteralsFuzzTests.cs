using System.Text;
using SecSharp.Patterns.Pcre2;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Tests.Patterns.Prefilter;

/// <summary>
/// Whenever PCRE2 matches, a required literal is there. SECSHARP_FUZZ_ROUNDS runs more rounds by hand.
/// </summary>
public sealed class RequiredLiteralsFuzzTests
{
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("SECSHARP_FUZZ_ROUNDS"), out var rounds) ? rounds : 1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_subject_that_matches_a_generated_pattern_holds_a_required_literal(int seed)
    {
        using var scratch = new RegexScratch();
        var matches = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var generator = new PatternGenerator(new Random(seed + (1000 * round)));
            for (var count = 0; count < 1200; count++)
            {
                var (pattern, example) = generator.Pattern();
                matches += Check(pattern, [example, generator.Change(example), generator.Change(generator.Change(example)), generator.Subject()], scratch);
            }
        }

        Assert.True(matches > 400, $"Only {matches} subjects put literals to the test.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_subject_that_matches_strung_together_syntax_holds_a_required_literal(int seed)
    {
        using var scratch = new RegexScratch();
        var matches = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var generator = new PatternGenerator(new Random(seed + (1000 * round)));
            for (var count = 0; count < 6000; count++)
            {
                matches += Check(generator.Soup(), [.. Enumerable.Range(0, 8).Select(_ => generator.Subject())], scratch);
            }
        }

        Assert.True(matches > 400, $"Only {matches} subjects put literals to the test.");
    }

    /// <summary>Number of subjects that match and for which literals are known.</summary>
    private static int Check(string pattern, IEnumerable<string> subjects, RegexScratch scratch)
    {
        using var regex = Regex.TryCompile(Encoding.Latin1.GetBytes(pattern), out _);
        if (regex is null || RequiredLiterals.OfRegExp(regex.Translation.Span) is not { IsEmpty: false } literals)
        {
            return 0;
        }

        var matches = 0;
        foreach (var subject in subjects.Select(Encoding.Latin1.GetBytes))
        {
            if (regex.IsMatch(subject, scratch))
            {
                matches++;
                Assert.True(
                    literals.Any(literal => literal.OccursIn(subject)),
                    $"/{pattern}/ matches '{Encoding.Latin1.GetString(subject)}' without {string.Join(" | ", literals.Select(static l => l.Bytes))}");
            }
        }

        return matches;
    }
}
