using System.Text;

namespace SecSharp.Tests.Patterns.Pcre2;

/// <summary>Regular expressions for the comparison with Perl, by what Perl and PCRE2 see differently.</summary>
public static class RegexConstructs
{
    internal static byte[][] Subjects { get; } =
    [
        .. new[]
        {
            "", "a", "b", "aa", "ab", "ba", "aab", "aaab", "bbb", "abc", "abcabc", "a\n", "a\nb", "\n", "a b", "a  b", " ", "A", "B",
            "Qa.bE", "QaXbE", @"\Qa.b\E", "foo$bar", "@foo", "a$b", "${x}", "{2}a", "a{}", "a{,}", "a{x}", "a{2}", "x{,3}", "]", "a]", "-",
            "d-z", "q", "1", "12", "\b", "\x01", "\x08", "\x1b", ":alph", "p", "\0", "a\0b", "é", "É", "\x85", "\xa0", "\xff", "K", "k", "s", "ß", "ss",
            "\r\n", "\r", "http://x", "https://x", "ftp://x", "acd", "bcd", "(a(b)c)", "aba", "word", "two words", "8", "18", "\x0118",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    internal static string[] All { get; } =
    [
        // Nothing is interpolated: $ is an anchor, @ is itself.
        "foo$bar", "@foo", "a$|b", "$", "a$b", "($)", @"\$", @"a\$b", @"\@foo", "${x}", "@{x}", "$a", "a$)", "$(", "[$@]",

        // Escapes that belong to the text of Perl programs.
        @"\Qa.b\E", @"\Ua\E", @"\E", @"\Q", @"[\Qa]", @"\la", @"\ua", @"\F", @"\y", @"\i", @"\_", @"\-", @"\C", @"a\", "\\é",

        // Characters by number.
        @"\x", @"\xg", @"\x{}", @"\x{zz}", @"\x{ 61 }", @"\x{6_1}", @"\x{6", @"\x61", @"\x6", @"\o", @"\o{}", @"\o{141}", @"\o{9}",
        @"\o{ 141 }", @"\141", @"\18", @"\81", @"\400", @"\777", @"\08", @"\0", @"\018", @"\c", @"\ca", @"\c[", @"\c\", @"\c?", @"\cA",
        "\\cé", @"\c{", @"\x{100}", @"\x{100}|a", @"\x{100}*a", @"[\x{100}]", @"[^\x{100}]", @"[a-\x{100}]", @"\N{U+61}", @"\N{ U+61 }",
        @"\N{U+}", @"\N{}", @"\N", @"\N{2}", @"\N{ 1, 2 }", @"[\N]", @"[\N{U+61}]", @"\x{100}|\w", @"(?i)\x{17f}", @"(?i)[\x{212a}]",
        @"(?i)\x{178}", @"(?a)\N{U+61}|\w", @"(?u:[a\x{100}])|\w", @"(?u:\x{100})|\w",

        // References and their numbers.
        @"\1", @"(a)\1", @"\1(a)", @"(a)\2", @"(a)\10", @"(a)(a)?(b)?(c)?()()()()()()\10", @"(a)\g1", @"(a)\g{1}", @"(a)\g{ 1 }",
        @"(a)\g-1", @"(a)\g{-1}", @"(a)\g{-2}", @"\g0", @"\g{0}", @"\g", @"\g{}", @"\g{x}", @"(a)\g<1>", @"(a)\g'1'", @"(?<n>a)\k<n>",
        @"(?<n>a)\k'n'", @"(?<n>a)\k{n}", @"(?<n>a)\k{ n }", @"(?<n>a)\g{n}", @"(?P<n>a)(?P=n)", @"(?<n>a)\k<m>", @"\k", @"(a)\k<1>",
        @"(?<n>a)|(?<n>b)", @"(?<n>a)(?<n>b)", @"(?<n>a)?(?<n>b)\k<n>", @"(?<1a>b)", "(?<>b)", "(?<n", "(?<n>", "(?'n'a)", "(?<n-m>a)",
        "(?<a_name_that_is_longer_than_what_pcre2_allows_for_names>a)\\k<a_name_that_is_longer_than_what_pcre2_allows_for_names>?",

        // Calls, conditions, branch reset.
        "(a)(?1)", "(?1)(a)", "(?+1)(b)", "(a)(?-1)", "(?1)", "(?-1)", @"\((?:[^()]|(?R))*\)", "(?<n>a)(?&n)", "(?&x)", "(?P<n>a)(?P>n)", "(?1a)(a)",
        "(?R1)(a)", "(a)?(?(1)b|c)", "(?(1)a|b)", "(?(2)a|b)(c)", "(?<x>a)(?(<x>)b)", "(?('x')a|b)(?<x>b)", "(?<x>a)(?(x)b)", "(?(<x>)a)",
        "(?(R)a|b)", "(?(R1)a|b)(b)", "(?(R&x)a|b)(?<x>b)", "(?(DEFINE)(?<x>ab))(?&x)", "(?(DEFINE)a|b)", "(?(?=a)a|b)", "(?(?!a)a|b)",
        "(?(?<=a)b|a)", "(?(?<!a)b|a)", "(?(*pla:a)a|b)", "(?(0)a)", "(?(+1)a)(b)", "(a)(?(-1)b)", "(?(VERSION>=1)a)", "(?()a)", "(?(1",
        "(a)?(?(1)b|c|d)", "(?|(a)|(b))(c)?", "(?|a(b)|(c)(d))()", "(?:(?|(a)|b))", "(a(?1)?b)", "^(.|(.)(?1)\\2)$",

        // Quantifiers.
        "a{,3}", "x{,3}", "a{ 1 , 2 }", "a{ ,2}", "a{1 }", "a{}", "a{,}", "{2}a", "({2}a)", "b|{2}a", "a{x}", "a{3,2}", "a{3,2}|b", "a{65534}",
        "a{65535}", "a{1}{2}", "a*{2}", "a**", "a+?+", "a++", "a+++", "a++b", "a{2}+", "a{,2}+", "a{2}?", "a?{", "a*{", "x{00}", "x{01}", "x{0}",
        "^*a", "$*", "$?a", @"\b*a", @"\A*a", @"\z?a", @"\K*a", @"\K{1}a", "(?=a)*", "(?=a){2,3}a", "(?<=a)+b", "*a", "+", "a|*", "(*a)", "(?:*a)", "()*",
        "(|a)*", "(*FAIL)*a", @"\s{x}", "a{2}{", "a*(?#c)?", "(?x)a* +", "(?x)a {2}", "(?#c)*a", "(?i)*a",

        // Modifiers.
        "(?i)A", "(?i:A)b", "(?^)A", "(?i)(?^:A)", "(?^i:A)", "(?^-i)A", "(?-i)a", "(?x)a b # c", "(?x)a\\ b", "(?x)[a b]", "(?xx)[a b]b", "(?xx)[a - c]",
        "(?xx)[ ^a]", "(?xx)[ ]a]", "(?xxx)[a b]", "(?x-x)a b", "(?xx)(?x)[a b]", "(?x)a\x85", "(?x)a\xa0", "(?n)(a)", "(?n)(?<n>a)", "(?n:(a))(b)?",
        "(?p)a", "(?-p)a", "(?o)a", "(?g)a", "(?c)a", "(?e)a", "(?J)a", "(?U)a+", "(?C)a", "(?a)\\w", "(?aa)\\w", "(?aaa)a", "(?au)a", "(?-a)a", "(?ul)a",
        "(?u)\\w", "(?u)\\b", "(?u)\\B", "(?u:\\w)|\\w", "(?i-)a", "(?-)a", "(?)a", "(?", "(?i", "(? :a)", "(?@a)", "(?/a)", "(?*a)", "(?m)^b", "(?m)a$", "(?s)a.",

        // Classes.
        @"[\d-z]", @"[a-\d]", "[z-a]", "[[:alpha:]-z]", "[]abc]", "[^]abc]", "[]", "[^]", "[a-]", "[-a]", "[a--]", "[a-b-c]", @"[\R]", @"[\X]", @"[\B]", @"[\b]",
        @"[\8]", @"[\1]", @"[\18]", @"[\K]", @"[\", @"[a\]", "[[:foo:]]", "[:alpha:]", "[[.a.]]", "[[=a=]]", "[[:alpha]", "[[:alpha:]", "[[: alpha :]]",
        "[[:ALPHA:]]", "[[:]]", "[[:^alpha:]]", "[[:^word:]a]", "(?i)[[:upper:]]", "(?i)[[:^upper:]]", @"\pL", @"\p{L}", @"\p{^L}", @"\p{ L }", @"\P{^L}",
        @"\p", @"\p{", @"\p{}", @"\p^L", @"\p{IsAlpha}", @"\p{Script=Latin}", @"\p{gc=Lu}", @"\p{L&}", @"(?i)\p{Lu}", @"(?i)\P{Lu}", @"\p{L}|\s",

        // Looking around; places.
        "(?<=a|bc)d", "(?<=a{1,3})b", "(?<!a?b)c", "(?<=https?://)x", "(?<=(?:a|bc)d)", "(?<=a*)b", "(?<=a{1,300})b", @"(?<=\R)a", @"(?<=\X)a", "(?<=(a)b)c",
        @"(a)(?<=\1)", "(?<=^|a)b", @"(?<=\Ka)b", @"(?=\Ka)", @"a\Kb", "(?=c)c*?c", "(?=a)a*?ab", "ab|(?=c)c*?c", "(?!b)(?=c)c*?c", @"\A", @"\Aa\Z", @"\Aa\z", @"\Ga",
        "^a$", "(?!)", "(?=)", @"\R", @"\X", @"\h", @"\v", "(*pla:a)", "(*positive_lookahead:a)a", "(*nla:a)b", "(*plb:a)b", "(*nlb:a)b", "(*atomic:a+)a", "(*foo:a)",
        "(?<=a(?=b))b", "(?<=(?i:a{1,2}))b", "(?<!(?:a|bc)?d)c",

        // Verbs, comments, Perl code.
        "(*ACCEPT)", "a(*ACCEPT)b", "(*FAIL)", "(*F)|a", "a(*COMMIT)c|b", "a(*PRUNE)c|b", "a(*SKIP)c|b", "(?:a(*THEN)c|b)", "(*MARK:x)a", "(*:x)a", "(*PRUNE:x)a",
        "(*FOO)", "(*)", "(*UTF)a", "(*CRLF)a", "(*UCP)a", "(*LIMIT_MATCH=1)a", "(* FAIL)", "(?#c)a", "(?#c", @"(?#a\)b)", "(?{1})a", "(??{1})a", "(?(?{1})a)",
        "a\0b", "(", ")", "a)", "(a", "", "(?:)", "()",
    ];

    internal static string[] Classes { get; } =
    [
        @"\d", @"\D", @"\s", @"\S", @"\w", @"\W", @"\h", @"\H", @"\v", @"\V", @"\N", ".", @"\R", @"\X", @"[\s]", @"[^\w]", @"[\W]", @"[\D\S]", @"[\h\v]",
        "[[:alpha:]]", "[[:alnum:]]", "[[:ascii:]]", "[[:blank:]]", "[[:cntrl:]]", "[[:digit:]]", "[[:graph:]]", "[[:lower:]]", "[[:print:]]", "[[:punct:]]",
        "[[:space:]]", "[[:upper:]]", "[[:word:]]", "[[:xdigit:]]", "[[:^alpha:]]", "[[:^lower:]]", "[[:^upper:]]", "[^[:space:]]", "[a-z]", "[^A-Z]",
        "[\xe0-\xef]", "[^\xc0-\xdd]", @"[^\x{100}]", @"\b.\b", @"\B.\B", @"\p{L}", @"\P{L}", @"\p{Lu}", @"\p{Ll}", @"\p{Lo}", @"\p{Lt}", @"\p{L&}", @"\p{LC}",
        @"\p{M}", @"\p{N}", @"\p{Nd}", @"\p{No}", @"\p{P}", @"\p{Pc}", @"\p{Pd}", @"\p{Ps}", @"\p{Pe}", @"\p{Pi}", @"\p{Pf}", @"\p{Po}", @"\p{S}", @"\p{Sm}",
        @"\p{Sc}", @"\p{Sk}", @"\p{So}", @"\p{Z}", @"\p{Zs}", @"\p{C}", @"\p{Cc}", @"\p{Cf}", @"\p{Cn}", @"\p{Any}", @"\p{Assigned}", @"\p{ASCII}", @"\p{Alpha}",
        @"\p{Alphabetic}", @"\p{Alnum}", @"\p{Upper}", @"\p{Uppercase}", @"\p{Lower}", @"\p{Lowercase}", @"\p{Digit}", @"\p{Space}", @"\p{White_Space}",
        @"\p{Blank}", @"\p{Cntrl}", @"\p{Graph}", @"\p{Print}", @"\p{Punct}", @"\p{Word}", @"\p{XDigit}", @"\p{PosixAlpha}", @"\p{PosixPunct}", @"\p{PosixUpper}",
        @"\p{PosixSpace}", @"\p{XPosixAlpha}", @"\p{XPosixPunct}", @"\p{XPosixUpper}", @"\p{XPosixSpace}", @"\p{Latin}", @"\p{Common}", @"\p{Uppercase_Letter}",
        @"\p{Letter}", @"\p{Title}", @"\p{PerlSpace}", @"\p{PerlWord}", @"\p{HorizSpace}", @"\p{VertSpace}", @"\p{IsW}",
    ];

    /// <summary>Pattern, subject, what Perl says, what we say.</summary>
    public static TheoryData<string, string, string, string> Differences => new()
    {
        // Groups inside a repeated group.
        { "^(a(b)?)+$", "aba", "0-3,2-3,-", "0-3,2-3,1-2" },

        // Groups inside a negative lookahead.
        { "(?!(a)x)", "a", "0-0,0-1", "0-0,-" },

        // Perl misses matches behind a lookahead that can be empty.
        { "(?=b{,2})[[:^upper:]]", " ", "N", "0-1" },

        // Modifiers set in a conditional group.
        { "(?(DEFINE)(?n)b)(a)", "a", "0-1", "0-1,0-1" },

        // One character that equals two.
        { "(?iu)\xdf", "ss", "0-2", "N" },

        // Verbs in places that are rarely met.
        { "(*ACCEPT)*+b", "x", "N", "0-0" },
    };

    public static TheoryData<string> PerlOnly =>
    [
        @"\b{wb}", @"\B{sb}a", @"\b{gcb}", @"\N{LATIN SMALL LETTER A}", @"\N{U+61.62}", "(?[ [a] ])", "(?l)a", "(?<=(a)?)b", "(?<=(a|bc))d",
        @"\p{Greek}", @"\p{Age=3.0}", "(*sr:a)", "(*asr:a)", @"(?iu)(a)\1", "(?<=(?>a|bc))d", "(?<=(?=(a)b)ab?)", "(?|(?<a>a)|(?<b>b))",
    ];
}
