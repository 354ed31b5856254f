using System.Text;

namespace SecSharp.Tests.Patterns.Prefilter;

/// <summary>Random regular expressions, each with subjects that are likely to match.</summary>
internal sealed class PatternGenerator(Random random)
{
    private const string Letters = "abkKsSB";
    private const string Others = "01 :.-{}#]_";

    /// <summary>Pieces of syntax that are strung together without regard for sense; most such patterns are invalid.</summary>
    private static readonly string[] Tokens =
    [
        "a", "b", "B", "k", "1", " ", "#", "\n", "{", "}", "{2}", "{0,1}", "{1,}", "{,2}", "{0}", "*", "+", "?", "|", "(", ")", "(?:", "(?i)",
        "(?i:", "(?-i)", "(?x)", "(?-x)", "(?^)", "(?^i:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?|", "(?#c)", "(?<n>", "\\k<n>", "(?P<p>",
        "(?P=p)", "(?&n)", "(?1)", "(?R)", "(?+1)", "(?(1)", "(?(?=a)", "(?(<n>)", "(?(DEFINE)", "\\1", "\\g1", "\\g{1}", "\\g{-1}", "\\10",
        "\\Q", "\\E", "\\Qa*\\E", "\\d", "\\w", "\\S", "\\b", "\\B", "\\A", "\\z", "\\K", "\\N", "\\R", "\\x61", "\\x{62}", "\\x", "\\061",
        "\\0", "\\o{141}", "\\t", "\\.", "\\\\", "\\[", "[", "]", "[ab]", "[^a]", "[a-b]", "[]a]", "[^]b]", "[a\\]b]", "[[:alpha:]b]", "[[:a]",
        "[\\d]", "[\\x61b]", "[b-\\d]", "[kK]", "[#a]", "[a b]", ".", "^", "$", "-", "^a", "ab", "ba", "(*ACCEPT)", "(*FAIL)", "(*COMMIT)",
        "(*pla:a)", "(*:x)", "\\pL", "\\p{L}", "\\cA", "\\h", "(?xx)", "(?n)", "(?J)", "(?U)", "\\Q\\E", "(?s-m:",
    ];

    public string Soup()
    {
        var text = new StringBuilder();
        for (var count = random.Next(1, 9); count > 0; count--)
        {
            text.Append(Tokens[random.Next(Tokens.Length)]);
        }

        for (var open = text.ToString().Count(static c => c == '(') - text.ToString().Count(static c => c == ')'); open > 0; open--)
        {
            text.Append(')');
        }

        return text.ToString();
    }

    /// <summary>A short text of the bytes that patterns are made of.</summary>
    public string Subject()
    {
        var text = new StringBuilder();
        for (var count = random.Next(0, 14); count > 0; count--)
        {
            text.Append("aabbABkK1 #{}2*\\[]\nc."[random.Next(21)]);
        }

        return text.ToString();
    }

    /// <summary>A valid pattern and a text that it is likely to match.</summary>
    public (string Pattern, string Example) Pattern()
    {
        var text = new StringBuilder();
        var example = new StringBuilder();
        Alternatives(text, example, 0);
        return (text.ToString(), example.ToString());
    }

    /// <summary>The text with a small change.</summary>
    public string Change(string text)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(5) switch
        {
            0 when at < text.Length => text.Remove(at, 1),
            1 => text.Insert(at, Letters[random.Next(Letters.Length)].ToString()),
            2 => text.ToUpperInvariant(),
            3 => text.ToLowerInvariant(),
            _ => Subject() + text + Subject(),
        };
    }

    private void Alternatives(StringBuilder text, StringBuilder example, int depth)
    {
        var branches = random.Next(3) == 0 ? random.Next(2, 4) : 1;
        var taken = random.Next(branches);
        for (var branch = 0; branch < branches; branch++)
        {
            if (branch > 0)
            {
                text.Append('|');
            }

            for (var items = random.Next(depth == 0 ? 1 : 0, 5); items > 0; items--)
            {
                Item(text, branch == taken ? example : new StringBuilder(), depth);
            }
        }
    }

    private void Item(StringBuilder text, StringBuilder example, int depth)
    {
        var own = new StringBuilder();
        var kind = random.Next(depth < 3 ? 16 : 10);
        var letter = Letters[random.Next(Letters.Length)];
        switch (kind)
        {
            case < 6:
                text.Append(letter);
                own.Append(letter);
                break;
            case 6:
                var other = Others[random.Next(Others.Length)];
                text.Append('\\').Append(other);
                own.Append(other);
                break;
            case 7:
                text.Append('[').Append(letter).Append(random.Next(2) == 0 ? char.ToUpperInvariant(letter) : '1').Append(']');
                own.Append(letter);
                break;
            case 8:
                text.Append(random.Next(2) == 0 ? "." : "\\w");
                own.Append(letter);
                break;
            case 9:
                text.Append("\\Q").Append(letter).Append("+\\E");
                own.Append(letter).Append('+');
                break;
            case 10:
                text.Append("(?i:").Append(letter).Append(')');
                own.Append(char.ToUpperInvariant(letter));
                break;
            case 11:
                text.Append("(?=");
                Alternatives(text, new StringBuilder(), depth + 1);
                text.Append(')');
                break;
            default:
                text.Append(random.Next(4) switch { 0 => "(?:", 1 => "(?>", 2 => "(?i:", _ => "(" });
                Alternatives(text, own, depth + 1);
                text.Append(')');
                break;
        }

        Repeat(text, example, own.ToString());
    }

    private void Repeat(StringBuilder text, StringBuilder example, string once)
    {
        var (quantifier, least, most) = random.Next(14) switch
        {
            0 => ("*", 0, 2),
            1 => ("+", 1, 3),
            2 => ("?", 0, 1),
            3 => ("{2}", 2, 2),
            4 => ("{1,3}", 1, 3),
            5 => ("{0,2}", 0, 2),
            6 => ("*?", 0, 2),
            _ => ("", 1, 1),
        };
        text.Append(quantifier);
        for (var count = random.Next(least, most + 1); count > 0; count--)
        {
            example.Append(once);
        }
    }
}
