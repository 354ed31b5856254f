using System.Text;
using SecSharp.Patterns;
using SecSharp.Patterns.Pcre2;
using SecSharp.Patterns.Prefilter;
using Regex = SecSharp.Patterns.Pcre2.Regex;

namespace SecSharp.Tests.Patterns.Prefilter;

public sealed class LiteralTemplateTests
{
    [Theory]
    [InlineData(@"sshd\[$1\]: session closed for $2$", "sshd[12]: session closed for bob")]
    [InlineData(@"^\S+ connection to $1 closed .* by authenticating user", " connection to 12 closed ")]
    [InlineData(@"(?i)User $2", "user bob")]
    [InlineData(@"a\w$1.*", "12")]
    [InlineData(@"[Cc]losed $2 ", "closed bob ")]
    public void A_second_pattern_needs_the_values_of_the_first_match(string pattern, string expected) =>
        Assert.Equal(expected, Rendered(pattern, "12", "bob"));

    [Theory]
    [InlineData("abc $1+")]
    [InlineData("abc $1*")]
    [InlineData("abc $1{2}")]
    [InlineData("(abc|$1)")]
    [InlineData("[$1]abc")]
    [InlineData("[a$1]abc$1")]
    [InlineData(@"[a\]$1]abc$1")]
    [InlineData("x{$1}abc")]
    [InlineData("x{1,$1}abc")]
    [InlineData(@"\$1abc")]
    [InlineData(@"\x$1abc")]
    [InlineData(@"(.)\1$1abc")]
    [InlineData("(?x)abc # $1\n def")]
    [InlineData("(?#$1)abc")]
    [InlineData("(?$1:abc)")]
    [InlineData(@"\0a$1")]
    [InlineData("(abc $1)?")]
    [InlineData("abc")]
    [InlineData("(?!abc $1)")]
    public void A_second_pattern_whose_values_do_not_stand_for_themselves_has_no_literal(string pattern) =>
        Assert.Null(Rendered(pattern, "12", "bob"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_subject_that_matches_with_values_holds_the_literal(int seed)
    {
        string[] pieces =
        [
            "$1", "$1", "$2", "a", "b", " ", "\\[", "\\]", "[", "]", "[a]", "(", ")", "(?:", "|", "*", "+", "?", "{2}", "{", "}", "\\", "\\d", "\\x", "0",
            "(?i)", "(?x)", "#", "\n", "(?#", "^", "$", ".", ".*", "(?=", "(?!", "\\Q", "\\E", "\\1", "12", "[^", "-", "\\b", "(?<", "(?i:", ":",
        ];
        string[] values = ["", "a", "12", "b]", "a+", "x\ny", "2}", "AB", "\\", "#", "?", "é"];
        var random = new Random(seed);
        var matches = 0;
        using var scratch = new RegexScratch();
        for (var count = 0; count < 8_000; count++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            var (one, two) = (values[random.Next(values.Length)], values[random.Next(values.Length)]);
            var template = Parse(pattern, out var table);
            if (LiteralTemplate.Of(template, isRegExp: true) is not { } literal)
            {
                continue;
            }

            var bindings = Bindings.Capture(table, new Values(one, two));
            var text = new ByteBuilder();
            foreach (var piece in template.Pieces)
            {
                if (piece.Kind == TemplatePieceKind.Literal)
                {
                    text.Append(piece.Literal.Span);
                }
                else
                {
                    Regex.Quote(bindings.Get(piece.Variable!), text);
                }
            }

            using var regex = Regex.TryCompile(text.Span, out _);
            var rendered = new ByteBuilder();
            literal.Render(rendered, bindings, []);
            if (regex is null || !literal.IsUsable(rendered.Span))
            {
                continue;
            }

            string[] subjects = [one + two, two + one, "a" + one, "ab12" + one + " [" + two + "]b", one + one, "aab[]12\n", one.ToUpperInvariant() + "a" + two, "a" + one + "12b" + two];
            foreach (var subject in subjects.Select(Encoding.Latin1.GetBytes))
            {
                if (regex.IsMatch(subject, scratch))
                {
                    matches++;
                    Assert.True(literal.OccursIn(subject, bindings, rendered), $"/{pattern}/ with '{one}' and '{two}' matches '{Encoding.Latin1.GetString(subject)}'");
                }
            }
        }

        Assert.True(matches > 100, $"Only {matches} subjects put literals to the test.");
    }

    private static string? Rendered(string pattern, string one, string two)
    {
        var template = Parse(pattern, out var table);
        if (LiteralTemplate.Of(template, isRegExp: true) is not { } literal)
        {
            return null;
        }

        var output = new ByteBuilder();
        literal.Render(output, Bindings.Capture(table, new Values(one, two)), []);
        return Encoding.Latin1.GetString(output.Span);
    }

    private static Template Parse(string pattern, out VariableTable table)
    {
        table = new VariableTable();
        return TemplateParser.Parse(Encoding.Latin1.GetBytes(pattern), new VariableScope(MatchOrigin.First, Slots: table));
    }

    private sealed class Values(string one, string two) : IMatchVariables
    {
        public ReadOnlySpan<byte> Get(VariableReference variable) =>
            variable.Number switch { 1 => Encoding.Latin1.GetBytes(one), 2 => Encoding.Latin1.GetBytes(two), _ => default(ReadOnlySpan<byte>) };
    }
}
