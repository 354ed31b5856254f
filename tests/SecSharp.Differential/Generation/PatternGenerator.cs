namespace SecSharp.Differential.Generation;

/// <summary>A pattern with its type and what it sets.</summary>
/// <param name="Type">Value of the ptype field.</param>
/// <param name="Text">Value of the pattern field.</param>
/// <param name="Groups">Number of groups.</param>
/// <param name="Names">Names of groups.</param>
/// <param name="Rank">Highest rank of events that may match.</param>
internal sealed record GeneratedPattern(string Type, string Text, int Groups, string[] Names, int Rank);

/// <summary>Makes patterns of all types.</summary>
internal sealed class PatternGenerator(Dice dice)
{
    /// <summary>A pattern of any type.</summary>
    public GeneratedPattern Pattern() => dice.UsesPerl && dice.Chance(40) ? new PerlGenerator(dice).Pattern() : dice.Next(20) switch
    {
        0 => Negated(),
        1 or 2 => SubStr(),
        3 => new GeneratedPattern(Case("Cached"), Vocabulary.CacheName(dice), 2, ["u"], Vocabulary.HighestRank),
        4 => new GeneratedPattern(Case("TValue"), dice.Pick("TRUE", "True", "true", "FALSE"), 0, [], Vocabulary.HighestRank),
        5 or 6 => MultiLine(),
        7 => Odd(),
        _ => RegExp(dice.Chance(80) ? 0 : dice.Between(1, 3)),
    };

    /// <summary>The second pattern of a Pair rule, often with values of the first match.</summary>
    public GeneratedPattern Second(GeneratedPattern first)
    {
        if (first.Groups == 0 || dice.Chance(30))
        {
            return Pattern();
        }

        var word = Vocabulary.Word(dice, 0);
        var named = first.Names.Length > 0 ? "$+{" + first.Names[0] + "}" : "${1}";
        return dice.Next(8) switch
        {
            0 => new GeneratedPattern(Case("SubStr"), word + dice.Pick("\\s$1", " $1", " ${1} $2", "$$1"), 0, [], Vocabulary.HighestRank),
            1 => new GeneratedPattern(Case("NRegExp"), "^\\S+ $1 ", 0, [], Vocabulary.HighestRank),
            2 => new GeneratedPattern(Case("RegExp"), $"^{word} {named} (h\\d)$$", 1, [], 0),
            3 => new GeneratedPattern(Case("RegExp"), $"^{word} ({named}) (?<h>\\S+)", 2, ["h"], 0),
            4 => new GeneratedPattern(Case("RegExp"), "$1", 0, [], Vocabulary.HighestRank),
            _ => new GeneratedPattern(Case("RegExp"), $"^{word} $1 (\\S+) n=(\\d)", 2, [], 0),
        };
    }

    /// <summary>The word in upper, lower or mixed case; types are told without regard to case.</summary>
    public string Case(string word) => dice.Next(3) switch
    {
        0 => word.ToLowerInvariant(),
        1 => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant(),
        _ => word,
    };

    private GeneratedPattern RegExp(int rank)
    {
        var word = Vocabulary.Word(dice, rank);
        var other = Vocabulary.Word(dice, rank);
        return dice.Next(12) switch
        {
            0 => Make("RegExp", $"{word} (\\S+) (h\\d)", 2, [], rank),
            1 => Make("RegExp", $"^(?:{word}|{other}) (\\S+)(?: (nohost))?", 2, [], rank),
            2 => Make("RegExp", $"^{word} (?<u>\\S+) (?<h>\\S+) n=(?<n>[0-{dice.Between(1, 8)}])$", 3, ["u", "h", "n"], rank),
            3 => Make("RegExp", $"(?i)^{word.ToUpperInvariant()}\\s+(\\S+)\\W(\\S+)", 2, [], rank),
            4 => Make("RegExp", $"^{word}", 0, [], rank),
            5 => Make("RegExp", $"^({word}|{other})\\s", 1, [], rank),
            6 => Make("RegExp", $"^{word}(?:(?<u> ann)|(?<h> \\S+))", 2, ["u", "h"], rank),
            7 => Make("RegExp", $"^{word} (\\S+?) (h)(\\d)() n=(\\d)", 5, [], rank),
            8 => Make("RegExp", $"n=([0-{dice.Between(0, 6)}])$", 1, [], Vocabulary.HighestRank),
            _ => Make("RegExp", $"^{word} (\\S+) (\\S+) n=(\\d)", 3, [], rank),
        };
    }

    private GeneratedPattern Odd() => dice.Next(10) switch
    {
        0 => Make("RegExp", "^$", 0, [], Vocabulary.HighestRank),
        1 => Make("RegExp", "^(\\s*)$", 1, [], Vocabulary.HighestRank),
        2 => Make("RegExp", "([\\x80-\\xff]+)", 1, [], Vocabulary.HighestRank),
        3 => Make("RegExp", "(\\$|%|\\\\)(.*)", 2, [], Vocabulary.HighestRank),
        4 => Make("RegExp", "^(.*)$", 1, [], Vocabulary.HighestRank),
        5 => Make("RegExp", "^SEC_(\\w+)", 1, [], Vocabulary.HighestRank),
        6 => Make("RegExp", "(?|(ann)|(b)ob)(.)", 2, [], Vocabulary.HighestRank),
        7 => Make("RegExp", "\\b(\\w+)\\b.*\\b\\1\\b", 1, [], Vocabulary.HighestRank),
        8 => Make("RegExp", "(?<u>\\S+)\\s*$", 1, ["u"], Vocabulary.HighestRank),
        _ => Make("RegExp", "^\\S+ (?=(\\S+))(?!bob)", 1, [], Vocabulary.HighestRank),
    };

    private GeneratedPattern Negated() => dice.Next(4) switch
    {
        0 => Make("NSubStr", " " + Vocabulary.Host(dice), 0, [], Vocabulary.HighestRank),
        1 => Make("NCached", Vocabulary.CacheName(dice), 0, [], Vocabulary.HighestRank),
        2 => Make("NRegExp" + dice.Pick("", "2"), "^(login|fail|syn\\d) ", 0, [], Vocabulary.HighestRank),
        _ => Make("NRegExp", "n=[" + dice.Between(0, 4) + "-9]", 0, [], Vocabulary.HighestRank),
    };

    private GeneratedPattern SubStr() => Make(
        "SubStr",
        dice.Pick("login", "fail", "\\sann", "n=", "h1\\sn", " bob ", "\\\\", "\\t", "$1", "%s", "\\0login", "\xe9", "\\x", "o\\0g"),
        0, [], Vocabulary.HighestRank);

    private GeneratedPattern MultiLine()
    {
        var word = Vocabulary.Word(dice, 0);
        var other = Vocabulary.Word(dice, 0);
        return dice.Next(8) switch
        {
            0 => Make("RegExp2", $"^{word} (\\S+) .*\\n{other} (\\S+)", 2, [], 0),
            1 => Make("RegExp2", "^(.*)\\n(.*)$", 2, [], Vocabulary.HighestRank),
            2 => Make("RegExp3", $"{word} (\\S+)(?s:.*){other} (?<u>\\S+)", 2, ["u"], Vocabulary.HighestRank),
            3 => Make("SubStr2", "n=3\\nlogin", 0, [], Vocabulary.HighestRank),
            4 => Make("SubStr3", "\\n\\n", 0, [], Vocabulary.HighestRank),
            5 => Make("NSubStr2", "\\n" + word, 0, [], Vocabulary.HighestRank),
            6 => Make("RegExp2", "(?m)^(\\w+) (\\S+)", 2, [], Vocabulary.HighestRank),
            _ => Make("RegExp2", $"n=(\\d)\\n{word} (\\S+)", 2, [], 0),
        };
    }

    private GeneratedPattern Make(string type, string text, int groups, string[] names, int rank) =>
        new(Case(type), text, groups, names, rank);
}
