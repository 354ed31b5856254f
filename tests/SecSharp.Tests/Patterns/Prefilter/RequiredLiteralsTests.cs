using System.Text;
using SecSharp.Patterns.Pcre2;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Tests.Patterns.Prefilter;

public sealed class RequiredLiteralsTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData(@"sshd\[\d+\]: Failed password for (\S+) from", "]: Failed password for ")]
    [InlineData("^kernel: (foo|bar)baz$", "kernel: foobaz | kernel: barbaz")]
    [InlineData("error (one|two|three) here .* x", "error one here  | error two here  | error three here ")]
    [InlineData("(one|two)", "one | two")]
    [InlineData("(one|tw*o)thing", "thing")]
    [InlineData("(?i)Failed", "failed/i")]
    [InlineData("(?i:Fail)ed", "failed/i")]
    [InlineData("[Ff]ailed", "failed/i")]
    [InlineData("[Ff][aA]il", "fail/i")]
    [InlineData("a[xy]b", "axb | ayb")]
    [InlineData("https?://host", "https://host | http://host")]
    [InlineData("ab(cd)?ef.*", "abcdef | abef")]
    [InlineData("ab(cd)*efgh", "efgh")]
    [InlineData("xab+cde", "bcde")]
    [InlineData("(abc){2}", "abcabc")]
    [InlineData("(abc){0}def", "def")]
    [InlineData("(abc){2,5}d", "abcabcd")]
    [InlineData("a{2}b{,3}", "aa")]
    [InlineData("a{b", "a{b")]
    [InlineData(@"\Qa.b*\E+c", "Qa")]
    [InlineData("(?x) a b # c | d\n c", "abc")]
    [InlineData(@"(?x) a\ b [ ] c", "a b c")]
    [InlineData("foo(?=barbar)", "barbar")]
    [InlineData("foo(?!barbar)qu", "fooqu")]
    [InlineData("(?<=longer)foo", "longer")]
    [InlineData("(?<name>word) and", "word and")]
    [InlineData(@"\x41\x{42}\103\o{104}", "ABCD")]
    [InlineData(@"\t\.\/", "\t./")]
    [InlineData("(*ACCEPT)abc", "")]
    [InlineData("a(?:b(*ACCEPT)c)d", "")]
    [InlineData("(?{code})abc", "")]
    [InlineData("abc(?1)(x.)", "abc")]
    [InlineData(@"(.)\1abc", "abc")]
    [InlineData("(?(1)yes|no)abc", "abc")]
    [InlineData("(?(?=x)yes|no)abc", "abc")]
    [InlineData("(?|abc|abd)", "abc | abd")]
    [InlineData("(?>abc)d", "abcd")]
    [InlineData("a|", "")]
    [InlineData("", "")]
    [InlineData(".*", "")]
    [InlineData("[[:alpha:]]+ing", "ing")]
    [InlineData("[]]x[^]]yz", "yz")]
    [InlineData("(a(?i)b|c)D", "abd/i | cd/i")]
    [InlineData("ab(?#c)*de", "de")]
    public void A_pattern_needs_its_literals(string pattern, string expected)
    {
        var translated = PerlSyntax.Translate(Encoding.Latin1.GetBytes(pattern), out _)?.Text;
        var literals = translated is null ? [] : RequiredLiterals.OfRegExp(translated);

        Assert.Equal(expected, string.Join(" | ", literals.Select(literal => literal.Bytes + (literal.IgnoreCase ? "/i" : ""))));
    }

    [Fact]
    public void A_substring_needs_itself() =>
        Assert.Equal("a.b", Assert.Single(RequiredLiterals.OfSubStr("a.b"u8.ToArray())).Bytes.ToString());

    [Fact]
    public void An_empty_substring_needs_nothing() => Assert.Empty(RequiredLiterals.OfSubStr([]));
}
