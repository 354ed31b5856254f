using System.Text;
using SecSharp.Checking.Regexes;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Tests.Checking.Regexes;

public sealed class BacktrackingTests
{
    [Theory]
    [InlineData(@"^(\w+\s?)*$")]
    [InlineData("(a|a)*b")]
    [InlineData("(a*)*b")]
    [InlineData(@"(?:[^,;]+,?)+;")]
    [InlineData("(x+x+)+y")]
    [InlineData(@"user=((?:\w|\d)+)@")]
    [InlineData(@"^\s*(?:\w+\s*)+:")]
    [InlineData(@"<(?:.*,)*>")]
    [InlineData(@"(\d+)(\d+)(\d+)(\d+)x")]
    [InlineData(@"""(\\.|[^""])*""$")]
    public void A_line_that_takes_too_many_steps_is_found(string pattern)
    {
        var found = Find(pattern);

        Assert.NotNull(found);
        Assert.InRange(found.Length, 1, 1000);
    }

    [Theory]
    [InlineData(@"sshd\[\d+\]: Failed password for (.*) from ([\d.]+) port (\d+)")]
    [InlineData(@"^(\S+) (\S+) (\S+) \[([^\]]*)\] ""([^""]*)"" (\d+) (\d+|-)$")]
    [InlineData(@"(?>(\w+\s?)*)$")]
    [InlineData(@"^(?:\w++\s?)*+$")]
    [InlineData(@"(?:\w+\s)*\w+$")]
    [InlineData(@".*foo.*bar")]
    [InlineData(@"(?:a|b)*c")]
    [InlineData(@"\s*,\s*")]
    [InlineData(@"""(?:[^""\\]|\\.)*""$")]
    [InlineData(@"a{1,10}b{1,10}")]
    public void Ordinary_expressions_are_left_alone(string pattern) => Assert.Null(Find(pattern));

    private static RunawayLine? Find(string pattern) =>
        new Backtracking(RegexTree.Of(Regex.TryCompile(Encoding.Latin1.GetBytes(pattern), out _)!)!).Find();
}
