using System.Text;

namespace SecSharp.Tests.Patterns.Pcre2;

/// <summary>
/// Random regular expressions: mostly valid ones, with every construct that Perl and PCRE2 might see differently but the backtracking verbs, whose corner cases differ beyond repair.
/// </summary>
internal sealed class RegexGenerator(int seed)
{
    private static readonly string[] Tokens =
    [
        "a", "b", "c", "A", "B", "1", "0", " ", "_", "-", ",", "}", "{", "]", "#", "@", "$", "^", ".", "é", "É",
        "\x85", "\xa0", "\\d", "\\D", "\\s", "\\S", "\\w", "\\W", "\\h", "\\H", "\\v", "\\V", "\\R", "\\N", "\\X",
        "\\b", "\\B", "\\A", "\\z", "\\Z", "\\G", "\\K", "\\Q", "\\E", "\\n", "\\t", "\\e", "\\x41", "\\x{61}",
        "\\x{100}", "\\x{17f}", "\\o{141}", "\\141", "\\012", "\\cA", "\\1", "\\2", "\\10", "\\g1", "\\g{-1}",
        "\\k<n>", "\\y", "\\-", "\\.", "\\$", "\\@", "\\p{L}", "\\P{Lu}", "\\p{Upper}", "\\pN", "\\N{U+62}",
        "\\N{3}", "[ab]", "[^a]", "[]a]", "[^]a]", "[a-c]", "[\\d-z]", "[a-\\d]", "[\\w.]", "[^\\W_]", "[[:alpha:]]",
        "[[:^alpha:]]", "[[:upper:]b]", "[[:^upper:]]", "[^[:lower:]]", "[[:space:]]", "[[:punct:]]", "[[:word:]]",
        "[[:foo:]]", "[:alpha:]", "[\\1a]", "[\\b]", "[\\R]", "[a\\x{100}]", "[^\\x{100}]", "[a -]", "[\\x80-\\xff]",
        "[K\\x{212a}]", "[a\\-c]", "[$@]", "[\\Qa]", "[é-ü]", "[\\h\\V]", "[a-]", "(?#x)", "(?i)", "(?-i)", "(?x)",
        "(?xx)", "(?s)", "(?m)", "(?n)", "(?a)", "(?u)", "(?^)", "(?aa)", "(?1)", "(?R)", "(*FAIL)", "(?&n)",
        "\\g{n}", "\\8", "\\0", "\\x", "\\c", "(?(1)a|b)", "(?(<n>)a|b)", "(?(R)a|b)", "(?(?=a)a|b)", "(?<=a)",
        "(?<!a)", "(?<=ab?)", "(?<!a|bc)", "(?<=[ab]{1,3})", "(?<=(?:a|bc)d)",
    ];

    private static readonly string[] Quantifiers =
    [
        "*", "+", "?", "{2}", "{1,2}", "{0,1}", "{,2}", "{ 1, 2 }", "{2,}", "{2,1}", "*?", "+?", "??", "*+", "++",
        "?+", "{1,2}?", "{1,2}+", "{,}", "{x}", "**", "{2}{3}",
    ];

    private static readonly string[] Openings =
    [
        "(", "(", "(?:", "(?<n>", "(?'m'", "(?P<n>", "(?>", "(?=", "(?!", "(?<=", "(?<!", "(?|", "(?i:", "(?^:",
        "(?x:", "(?i-s:", "(?n:", "(*pla:", "(*atomic:", "(?(DEFINE)", "(?u:", "(?ai:",
    ];

    private static readonly string[] SubjectParts =
    [
        "a", "a", "b", "b", "c", "A", "B", "1", "2", " ", "\n", "\r\n", "_", "-", ",", "{", "}", "]", "#", "@", "$",
        "é", "É", "\x85", "\xa0", "\0", "Q", "E", "K", "ſ", "\xff", ".",
    ];

    private readonly Random _random = new(seed);

    public byte[] Pattern() => Encoding.Latin1.GetBytes(Sequence(0));

    public byte[] Subject()
    {
        var text = new StringBuilder();
        for (var count = _random.Next(9); count > 0; count--)
        {
            text.Append(Pick(SubjectParts));
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private string Sequence(int depth)
    {
        var text = new StringBuilder();
        for (var count = 1 + _random.Next(4); count > 0; count--)
        {
            text.Append(Item(depth));
            if (_random.Next(4) == 0)
            {
                text.Append(Pick(Quantifiers));
            }

            if (_random.Next(8) == 0)
            {
                text.Append('|');
            }
        }

        return text.ToString();
    }

    private string Item(int depth)
    {
        var kind = _random.Next(10);
        return kind < 3 && depth < 3 ? Pick(Openings) + Sequence(depth + 1) + ")"
            : kind < 6 ? Pick(["a", "b", "c", "a", "b"])
            : Pick(Tokens);
    }

    private string Pick(string[] of) => of[_random.Next(of.Length)];
}
