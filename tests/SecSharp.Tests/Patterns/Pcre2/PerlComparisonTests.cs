using System.Text;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Tests.Patterns.Pcre2;

public sealed class PerlComparisonTests(PerlRegex perl) : IClassFixture<PerlRegex>
{
    [Fact]
    public void Fuzz()
    {
        var from = int.Parse(Environment.GetEnvironmentVariable("REGEX_FUZZ_FROM") ?? "0");
        var count = int.Parse(Environment.GetEnvironmentVariable("REGEX_FUZZ") ?? "2000");
        using var scratch = new RegexScratch(new RegexLimits(Steps: 1_000_000));
        var report = new StringBuilder();
        for (var seed = from; seed < from + count; seed++)
        {
            var generator = new RegexGenerator(seed);
            var pattern = generator.Pattern();
            byte[][] subjects = [.. Enumerable.Range(0, 12).Select(_ => generator.Subject())];
            var theirs = perl.Ask(pattern, subjects, out var perlError);
            var ours = PerlRegex.Ours(pattern, subjects, scratch, out var error);
            if (error is { NeedsPerl: true })
            {
                continue;
            }

            var text = Encoding.Latin1.GetString(pattern);
            if (theirs is null || ours is null)
            {
                if (theirs is null != ours is null)
                {
                    report.AppendLine($"{seed} {text}: Perl {perlError}, ours {error}");
                }

                continue;
            }

            for (var i = 0; i < subjects.Length; i++)
            {
                if (theirs[i] != ours[i] && theirs[i] != "X" && ours[i] != "X")
                {
                    report.AppendLine($"{seed} {text} on '{Encoding.Latin1.GetString(subjects[i]).Replace("\n", "\\n").Replace("\r", "\\r")}': Perl {theirs[i]}, ours {ours[i]}");
                    break;
                }
            }
        }

        File.WriteAllText("/tmp/rx/fuzz.txt", report.ToString(), Encoding.Latin1);
        Assert.Equal("", report.ToString());
    }
}
