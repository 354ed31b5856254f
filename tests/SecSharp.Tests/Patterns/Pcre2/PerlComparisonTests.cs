using System.Text;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Tests.Patterns.Pcre2;

/// <summary>What docs/regular-expressions.md says is compared with Perl itself.</summary>
public sealed class PerlComparisonTests(PerlRegex perl) : IClassFixture<PerlRegex>, IDisposable
{
    private readonly RegexScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    public static TheoryData<string> Constructs => [.. RegexConstructs.All];

    public static TheoryData<string> Modifiers => ["", "(?a)", "(?aa)", "(?u)", "(?d)", "(?i)", "(?ai)", "(?ui)"];

    [Theory]
    [MemberData(nameof(Constructs))]
    public void A_construct_means_what_it_means_in_Perl(string pattern) => AssertSame(pattern, RegexConstructs.Subjects);

    [Theory]
    [MemberData(nameof(Modifiers))]
    public void Every_byte_is_in_the_same_classes_as_in_Perl(string modifiers)
    {
        byte[][] bytes = [.. Enumerable.Range(0, 256).Select(static b => new[] { (byte)b })];
        foreach (var set in RegexConstructs.Classes)
        {
            AssertSame(modifiers + "^" + set + @"\z", bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Modifiers))]
    public void Every_byte_is_equal_to_the_same_bytes_as_in_Perl(string modifiers)
    {
        byte[][] bytes = [.. Enumerable.Range(0, 256).Select(static b => new[] { (byte)b })];
        for (var value = 0; value < 256; value++)
        {
            // One character can be two under /i: the limits are documented.
            if (value != 0xdf)
            {
                AssertSame($"{modifiers}^\\x{value:x2}\\z", bytes);
                AssertSame($"{modifiers}^[\\x{value:x2}]\\z", bytes);
            }
        }
    }

    [Fact]
    public void Random_regular_expressions_mean_what_they_mean_in_Perl()
    {
        var first = int.Parse(Environment.GetEnvironmentVariable("REGEX_FIRST_SEED") ?? "0");
        var count = int.Parse(Environment.GetEnvironmentVariable("REGEX_SEEDS") ?? "3000");
        var report = new StringBuilder();
        for (var seed = first; seed < first + count; seed++)
        {
            var generator = new RegexGenerator(seed);
            var pattern = generator.Pattern();
            byte[][] subjects = [.. Enumerable.Range(0, 12).Select(_ => generator.Subject())];
            if (Difference(pattern, subjects) is { } difference)
            {
                report.AppendLine($"seed {seed}: {difference}");
            }
        }

        Assert.True(report.Length == 0, report.ToString());
    }

    [Theory]
    [MemberData(nameof(RegexConstructs.Differences), MemberType = typeof(RegexConstructs))]
    public void A_documented_difference_is_as_documented(string pattern, string subject, string inPerl, string here)
    {
        Assert.Equal(inPerl, perl.Ask(PerlRegex.Bytes(pattern), [PerlRegex.Bytes(subject)], out var error)?[0] ?? error);
        Assert.Equal(here, PerlRegex.Ours(PerlRegex.Bytes(pattern), [PerlRegex.Bytes(subject)], _scratch, out var ours)?[0] ?? ours!.Message);
    }

    [Theory]
    [MemberData(nameof(RegexConstructs.PerlOnly), MemberType = typeof(RegexConstructs))]
    public void A_regular_expression_that_only_Perl_can_run_is_recognised(string pattern)
    {
        Assert.NotNull(perl.Ask(PerlRegex.Bytes(pattern), [], out _));
        Assert.Null(Regex.TryCompile(PerlRegex.Bytes(pattern), out var error));
        Assert.True(error!.NeedsPerl, error.Message);
    }

    private void AssertSame(string pattern, byte[][] subjects) => Assert.Null(Difference(PerlRegex.Bytes(pattern), subjects));

    /// <summary>How our answers differ from Perl's; null when they don't, or when we leave the pattern to Perl.</summary>
    private string? Difference(byte[] pattern, byte[][] subjects)
    {
        var theirs = perl.Ask(pattern, subjects, out var perlError);
        var ours = PerlRegex.Ours(pattern, subjects, _scratch, out var error);
        var text = Encoding.Latin1.GetString(pattern);
        if (error is { NeedsPerl: true })
        {
            return null;
        }

        if (theirs is null || ours is null)
        {
            return theirs is null == ours is null ? null : $"{text}: Perl '{perlError}', here '{error?.Message}'";
        }

        for (var index = 0; index < subjects.Length; index++)
        {
            if (theirs[index] != ours[index] && theirs[index] != PerlRegex.GaveUp && ours[index] != PerlRegex.GaveUp)
            {
                return $"{text} on {Convert.ToHexString(subjects[index])}: Perl {theirs[index]}, here {ours[index]}";
            }
        }

        return null;
    }
}
