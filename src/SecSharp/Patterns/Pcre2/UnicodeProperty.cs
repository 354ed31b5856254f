using System.Globalization;

namespace SecSharp.Patterns.Pcre2;

/// <summary>
/// \p{...} on bytes: general categories, the POSIX-like properties and the scripts that Latin-1 has characters of.
/// perluniprops(1).
/// </summary>
internal static class UnicodeProperty
{
    private static readonly string[] CasePrefixes = ["", "xposix", "posix"];

    /// <summary>The set of a property, or null for one that is not known here.</summary>
    /// <param name="name">What stands between the braces.</param>
    /// <param name="ignoreCase">Whether upper, lower and title case all stand for letters with case.</param>
    public static ByteSet? Find(string name, bool ignoreCase)
    {
        var key = Key(name, out var isCategory, out var isScript);
        if (isScript)
        {
            return Script(key);
        }

        if (!isCategory && key.StartsWith("is", StringComparison.Ordinal))
        {
            key = key[2..];
        }

        if (ignoreCase && IsCase(key))
        {
            return key.StartsWith("posix", StringComparison.Ordinal)
                ? CharacterSets.Posix("alpha", CharacterRules.Default)
                : ByteSet.Where(static b => char.IsUpper((char)b) || char.IsLower((char)b))
                    | (key is not ("lu" or "ll" or "uppercaseletter" or "lowercaseletter")
                        ? default(ByteSet).With(0xaa).With(0xba) : default);
        }

        return Category(key) is { } belongs
            ? ByteSet.Where(b => belongs(CharUnicodeInfo.GetUnicodeCategory((char)b)))
            : isCategory ? null : Named(key) ?? Script(key);
    }

    private static string Key(string name, out bool isCategory, out bool isScript)
    {
        var key = new string([.. name.ToLowerInvariant().Where(static c => c is not (' ' or '\t' or '_' or '-'))]);
        var split = key.IndexOfAny(['=', ':']);
        var kind = split < 0 ? "" : key[..split];
        isCategory = kind is "gc" or "generalcategory" or "category";
        isScript = kind is "script" or "sc" or "scriptextensions" or "scx";
        return isCategory || isScript ? key[(split + 1)..] : key;
    }

    private static bool IsCase(string key) =>
        key is "lu" or "ll" or "lt" or "uppercaseletter" or "lowercaseletter" or "titlecaseletter" or "titlecase" or "title"
        || CasePrefixes.Any(prefix => key == prefix + "upper" || key == prefix + "lower") || key is "uppercase" or "lowercase";

    private static Func<UnicodeCategory, bool>? Category(string key) => key switch
    {
        "l" or "letter" => static c => c <= UnicodeCategory.OtherLetter,
        "l&" or "l_" or "lc" or "casedletter" => static c => c <= UnicodeCategory.TitlecaseLetter,
        "lu" or "uppercaseletter" => static c => c == UnicodeCategory.UppercaseLetter,
        "ll" or "lowercaseletter" => static c => c == UnicodeCategory.LowercaseLetter,
        "lt" or "titlecaseletter" or "titlecase" or "title" => static c => c == UnicodeCategory.TitlecaseLetter,
        "lm" or "modifierletter" => static c => c == UnicodeCategory.ModifierLetter,
        "lo" or "otherletter" => static c => c == UnicodeCategory.OtherLetter,
        "m" or "mark" or "combiningmark" or "mn" or "mc" or "me" => static c =>
            c is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark,
        "n" or "number" => static c =>
            c is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber,
        "nd" or "decimalnumber" => static c => c == UnicodeCategory.DecimalDigitNumber,
        "nl" or "letternumber" => static c => c == UnicodeCategory.LetterNumber,
        "no" or "othernumber" => static c => c == UnicodeCategory.OtherNumber,
        "p" or "punct" or "punctuation" => static c =>
            c is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation,
        "pc" or "connectorpunctuation" => static c => c == UnicodeCategory.ConnectorPunctuation,
        "pd" or "dashpunctuation" => static c => c == UnicodeCategory.DashPunctuation,
        "ps" or "openpunctuation" => static c => c == UnicodeCategory.OpenPunctuation,
        "pe" or "closepunctuation" => static c => c == UnicodeCategory.ClosePunctuation,
        "pi" or "initialpunctuation" => static c => c == UnicodeCategory.InitialQuotePunctuation,
        "pf" or "finalpunctuation" => static c => c == UnicodeCategory.FinalQuotePunctuation,
        "po" or "otherpunctuation" => static c => c == UnicodeCategory.OtherPunctuation,
        "s" or "symbol" => static c => c is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol,
        "sm" or "mathsymbol" => static c => c == UnicodeCategory.MathSymbol,
        "sc" or "currencysymbol" => static c => c == UnicodeCategory.CurrencySymbol,
        "sk" or "modifiersymbol" => static c => c == UnicodeCategory.ModifierSymbol,
        "so" or "othersymbol" => static c => c == UnicodeCategory.OtherSymbol,
        "z" or "separator" or "zs" or "spaceseparator" => static c => c == UnicodeCategory.SpaceSeparator,
        "zl" or "lineseparator" or "zp" or "paragraphseparator" => static _ => false,
        "c" or "other" => static c => c is >= UnicodeCategory.Control and <= UnicodeCategory.PrivateUse,
        "cc" or "control" => static c => c == UnicodeCategory.Control,
        "cf" or "format" => static c => c == UnicodeCategory.Format,
        "cn" or "unassigned" or "co" or "privateuse" or "cs" or "surrogate" => static _ => false,
        "any" or "all" or "unicode" or "assigned" => static _ => true,
        _ => null,
    };

    private static ByteSet? Named(string key) => key switch
    {
        "alphabetic" => CharacterSets.Posix("alpha", CharacterRules.Unicode),
        "uppercase" => CharacterSets.Posix("upper", CharacterRules.Unicode),
        "lowercase" => CharacterSets.Posix("lower", CharacterRules.Unicode),
        "whitespace" or "wspace" or "spaceperl" or "xperlspace" or "xspaceperl" => CharacterSets.Posix("space", CharacterRules.Unicode),
        "posixspace" or "perlspace" => CharacterSets.Posix("space", CharacterRules.Default),
        "perlword" => CharacterSets.Posix("word", CharacterRules.Default),
        "w" => CharacterSets.Posix("word", CharacterRules.Unicode),
        "horizspace" => CharacterSets.Horizontal,
        "vertspace" => CharacterSets.Vertical,
        "xposixpunct" => CharacterSets.Posix("punct", CharacterRules.Unicode),
        _ when key.StartsWith("xposix", StringComparison.Ordinal) => CharacterSets.Posix(key[6..], CharacterRules.Unicode),
        _ when key.StartsWith("posix", StringComparison.Ordinal) => CharacterSets.Posix(key[5..], CharacterRules.Default),
        "alpha" or "alnum" or "ascii" or "blank" or "cntrl" or "digit" or "graph" or "lower" or "print" or "space" or "upper"
            or "word" => CharacterSets.Posix(key, CharacterRules.Unicode),
        _ => null,
    };

    private static ByteSet? Script(string key) => key switch
    {
        "latin" or "latn" => LatinScript,
        "common" or "zyyy" => ~LatinScript,
        _ => null,
    };

    private static ByteSet LatinScript => ByteSet.Where(static b => char.IsLetter((char)b) && b != 0xb5);
}
