using System.Text;
using SecSharp.Explaining;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Tests.Explaining;

public sealed class PatternProgressTests
{
    [Theory]
    [InlineData("Failed password", "Failed passport", "Failed pass", 1, 11)]
    [InlineData(@"sshd\[\d+\]: x", "web sshd[12]: y", @"sshd\[\d+\]: ", 5, 14)]
    [InlineData("^a(b|c)d", "ab", "^a(b|c)", 1, 2)]
    [InlineData("abc", "xyz", "", 0, 0)]
    [InlineData("(?i)ABC", "xabd", "(?i)AB", 2, 3)]
    [InlineData("one|two words", "two wor", "two wor", 1, 7)]
    [InlineData("a{3}b", "aaac", "a{3}", 1, 3)]
    [InlineData("x y$", "x y z", "x y", 1, 3)]
    public void The_longest_beginning_that_matches_is_found(string pattern, string line, string prefix, int from, int to)
    {
        var progress = Of(pattern, line)!;
        Assert.Equal((prefix, from, to), (progress.Prefix, progress.From, progress.To));
    }

    [Theory]
    [InlineData("a(foo|bar)c", "xafozc", "a(fo", 2, 4)]
    [InlineData("a(foo|bar)c", "abarx afo", "a(foo|bar)", 1, 4)]
    [InlineData("a(foo|bar)c", "abat", "a(ba", 1, 3)]
    [InlineData("from (?:host|net)? port", "from net x", "from (?:host|net)? ", 1, 9)]
    [InlineData("(?:ab){2}c", "xaba", "(?:a", 2, 2)]
    [InlineData(@"(\w+) (\1)x", "one two", @"(\w+) ", 1, 4)]
    [InlineData(@"^(?<host>\S+) sudo: +(?<user>\S+) : denied", "web1 sudo:  root : PWD", @"^(?<host>\S+) sudo: +(?<user>\S+) : ", 1, 19)]
    public void Groups_and_branches_are_followed(string pattern, string line, string prefix, int from, int to) =>
        The_longest_beginning_that_matches_is_found(pattern, line, prefix, from, to);

    [Theory]
    [InlineData("abc", "xyz", "'abc' is nowhere in the line")]
    [InlineData("abc (x)", "xyz", "'abc ' is nowhere in the line")]
    [InlineData("^abc", "xyz", "the line does not begin with 'abc'")]
    [InlineData("a+", "xyz", "'a+' is nowhere in the line")]
    [InlineData("Failed", "Fail", "its beginning 'Fail' does, columns 1 to 4; 'ed' would have to follow, but there is the end of the line")]
    [InlineData("Failed", "a Fake", "'Failed' is nowhere in the line")]
    [InlineData("^Failed", "Fake", "the line does not begin with 'Failed'")]
    [InlineData("x=(1|2)", "x=3", "its beginning 'x=' does, columns 1 to 2; '(1|2)' would have to follow, but there is '3'")]
    public void It_is_told_what_is_missing(string pattern, string line, string text) => Assert.Equal(text, Of(pattern, line)!.Text);

    [Theory]
    [InlineData("(*COMMIT)a")]
    [InlineData("(?(1)a|b)")]
    public void What_is_not_understood_is_left_alone(string pattern) => Assert.Null(Of(pattern, "x"));

    private static Progress? Of(string pattern, string line)
    {
        using var regex = Regex.TryCompile(Encoding.Latin1.GetBytes(pattern), out _);
        return PatternProgress.Of(regex!, Encoding.Latin1.GetBytes(line));
    }
}
