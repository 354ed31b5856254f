using System.Text;
using SecSharp.RuleTests;

namespace SecSharp.Tests.RuleTests;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("ab*", "abcd", true)]
    [InlineData("*cd", "abcd", true)]
    [InlineData("a*c*e", "abcde", true)]
    [InlineData("a*c*e", "abcdef", false)]
    [InlineData("*ab*ab*", "abxab", true)]
    [InlineData("*ab*ab*", "abx", false)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("*aab", "aaaab", true)]
    public void A_star_stands_for_any_text(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcard.IsMatch(Encoding.UTF8.GetBytes(pattern), Encoding.UTF8.GetBytes(text)));
}
