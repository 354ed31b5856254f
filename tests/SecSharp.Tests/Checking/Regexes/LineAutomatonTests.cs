using System.Numerics;
using System.Text;
using SecSharp.Checking.Regexes;
using SecSharp.Patterns.Pcre2;
using SecSharp.Tests.Patterns.Pcre2;
using SecSharp.Tests.Patterns.Prefilter;

namespace SecSharp.Tests.Checking.Regexes;

/// <summary>What automata say of random regular expressions is what PCRE2 does.</summary>
public sealed class LineAutomatonTests
{
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("SECSHARP_FUZZ_ROUNDS"), out var rounds) ? rounds : 1;

    [Fact]
    public void An_exact_automaton_accepts_the_lines_that_match_and_a_wider_one_no_fewer()
    {
        using var scratch = new RegexScratch();
        int exact = 0, wider = 0;
        foreach (var (pattern, subjects) in Patterns(3000 * Rounds))
        {
            using var regex = Regex.TryCompile(pattern, out _);
            if (regex is null || RegexTree.Of(regex) is not { } tree)
            {
                continue;
            }

            var isExact = LineAutomaton.Of(tree.Root, mayAcceptMore: false);
            var isWider = LineAutomaton.Of(tree.Root, mayAcceptMore: true);
            foreach (var subject in subjects.Where(static subject => !subject.Contains((byte)'\n')))
            {
                var matches = regex.IsMatch(subject, scratch);
                if (isExact is not null)
                {
                    exact++;
                    Assert.True(Accepts(isExact, subject) == matches, $"/{Text(pattern)}/ on '{Text(subject)}': {matches}");
                }

                if (isWider is not null && matches)
                {
                    wider++;
                    Assert.True(Accepts(isWider, subject), $"/{Text(pattern)}/ matches '{Text(subject)}'");
                }
            }
        }

        Assert.True(exact > 2000 && wider > 1000, $"Only {exact} and {wider} trials.");
    }

    [Fact]
    public void What_is_proved_to_be_included_is_matched()
    {
        using var scratch = new RegexScratch();
        int proved = 0, matched = 0;
        var known = new List<(Regex Regex, LineAutomaton? Exact, LineAutomaton? Wider, List<byte[]> Subjects)>();
        foreach (var (pattern, subjects) in Patterns(120 * Rounds))
        {
            if (Regex.TryCompile(pattern, out _) is { } regex && RegexTree.Of(regex) is { } tree)
            {
                known.Add((regex, LineAutomaton.Of(tree.Root, mayAcceptMore: false), LineAutomaton.Of(tree.Root, mayAcceptMore: true), subjects));
            }
        }

        foreach (var wide in known.Where(static item => item.Exact is not null))
        {
            foreach (var narrow in known.Where(static item => item.Wider is not null))
            {
                if (!LineInclusion.IsProved(wide.Exact!, narrow.Wider!))
                {
                    continue;
                }

                proved++;
                foreach (var subject in narrow.Subjects.Where(subject => !subject.Contains((byte)'\n') && narrow.Regex.IsMatch(subject, scratch)))
                {
                    matched++;
                    Assert.True(wide.Regex.IsMatch(subject, scratch), $"'{Text(subject)}' is matched by /{narrow.Regex.Pattern}/, but not by /{wide.Regex.Pattern}/");
                }
            }
        }

        Assert.True(proved > 150 && matched > 150, $"Only {proved} proofs, {matched} matches.");
    }

    [Theory]
    [InlineData("abc", "xabcx", true)]
    [InlineData("abc", "ab.c", false)]
    [InlineData("^abc", "^abcd", true)]
    [InlineData("^abc", "abcd", false)]
    [InlineData("abc$", "x abc$", true)]
    [InlineData("abc$", "abc", false)]
    [InlineData("sshd.*Failed", @"sshd\[\d+\]: Failed password", true)]
    [InlineData(@"(?i)error", "(fatal|severe) ERROR", true)]
    [InlineData("error", "(?i)error", false)]
    [InlineData(@"\d{1,3}\.\d{1,3}", @"10\.1", true)]
    [InlineData(@"from [\d.]+", @"from (10\.\d+\.\d+\.\d+) port", true)]
    [InlineData("a|b", "b+", true)]
    [InlineData("b+", "a|b", false)]
    [InlineData("^$", "^$", true)]
    [InlineData(@"\bfoo", "foo", false)]
    [InlineData("foo", @"\bfoo\b(?=x)", true)]
    [InlineData("a*+b", "ab", false)]
    public void One_expression_includes_another(string wide, string narrow, bool expected)
    {
        var one = LineAutomaton.Of(RegexTree.Of(Regex.TryCompile(Encoding.Latin1.GetBytes(wide), out _)!)!.Root, mayAcceptMore: false);
        var other = LineAutomaton.Of(RegexTree.Of(Regex.TryCompile(Encoding.Latin1.GetBytes(narrow), out _)!)!.Root, mayAcceptMore: true)!;

        Assert.Equal(expected, one is not null && LineInclusion.IsProved(one, other));
    }

    private static bool Accepts(LineAutomaton automaton, byte[] subject)
    {
        var states = automaton.Reach(BigInteger.One);
        foreach (var value in (byte[])[(byte)'\n', .. subject, (byte)'\n'])
        {
            states = automaton.Read(states, value);
        }

        return LineAutomaton.States(states).Contains(automaton.Accepting);
    }

    private static IEnumerable<(byte[] Pattern, List<byte[]> Subjects)> Patterns(int count)
    {
        var generator = new PatternGenerator(new Random(1));
        for (var number = 0; number < count; number++)
        {
            var (pattern, example) = generator.Pattern();
            yield return (Encoding.Latin1.GetBytes(pattern),
                [.. new[] { example, generator.Change(example), generator.Change(generator.Change(example)), generator.Subject(), "", "a" }.Select(Encoding.Latin1.GetBytes)]);

            var other = new RegexGenerator(number);
            yield return (other.Pattern(), [.. Enumerable.Range(0, 6).Select(_ => other.Subject())]);
        }
    }

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
