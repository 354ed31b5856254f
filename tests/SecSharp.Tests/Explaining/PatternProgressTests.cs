using System.Text;
using SecSharp.Configuration.Syntax;
using SecSharp.Explaining;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Tests.Explaining;

public sealed class PatternProgressTests
{
    [Theory]
    [InlineData("Failed password", "Failed passport", "Failed pass", 12)]
    [InlineData(@"sshd\[\d+\]: x", "web sshd[12]: y", @"sshd\[\d+\]: ", 15)]
    [InlineData("^a(b|c)d", "ab", "^a(b|c)", 3)]
    [InlineData("abc", "xyz", "", 1)]
    [InlineData("(?i)ABC", "xabd", "AB", 4)]
    [InlineData("one|two words", "two wor", "two wor", 8)]
    [InlineData("a{3}b", "aaac", "a{3}", 4)]
    [InlineData("x y$", "x y z", "x y", 4)]
    public void The_longest_beginning_that_matches_is_found(string pattern, string line, string prefix, int column)
    {
        var progress = Of(pattern, line)!;
        Assert.Equal((prefix, column), (progress.Prefix, progress.Column));
    }

    [Theory]
    [InlineData("(*COMMIT)a")]
    [InlineData("(?(1)a|b)")]
    public void What_is_not_understood_is_left_alone(string pattern) => Assert.Null(Of(pattern, "x"));

    private static Progress? Of(string pattern, string line)
    {
        var text = ByteString.Latin1(pattern);
        var syntax = new PatternSyntax(PatternKind.RegExp, false, 1, text) { Regex = Regex.TryCompile(text.Span, out _) };
        return new PatternProgress().Of(syntax, Encoding.Latin1.GetBytes(line));
    }
}
