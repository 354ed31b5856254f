using System.Collections.Frozen;

namespace SecSharp.Patterns.Pcre2;

/// <summary>
/// Which characters are letters, digits and so on, and which of them are equal under /i. perlre(1), Character set
/// modifiers.
/// </summary>
internal enum CharacterRules : byte
{
    /// <summary>/d, the default: ASCII, as long as nothing in the pattern asks for Unicode.</summary>
    Default,

    /// <summary>/a: classes are ASCII, case is Latin-1.</summary>
    Ascii,

    /// <summary>/u: bytes are the characters of Latin-1.</summary>
    Unicode,
}

/// <summary>The named sets of characters, on bytes.</summary>
internal static class CharacterSets
{
    private static readonly ByteSet Ascii = ByteSet.Range(0, 127);

    /// <summary>The POSIX classes under Unicode's rules.</summary>
    private static readonly FrozenDictionary<string, ByteSet> Latin1 = new Dictionary<string, ByteSet>
    {
        ["alpha"] = ByteSet.Where(IsLetter),
        ["alnum"] = ByteSet.Where(static b => IsLetter(b) || char.IsAsciiDigit((char)b)),
        ["ascii"] = Ascii,
        ["blank"] = ByteSet.Where(static b => b is ' ' or '\t' or 0xa0),
        ["cntrl"] = ByteSet.Where(static b => char.IsControl((char)b)),
        ["digit"] = ByteSet.Range('0', '9'),
        ["graph"] = ByteSet.Where(static b => b is (> 32 and < 127) or > 0xa0),
        ["lower"] = ByteSet.Where(IsLower),
        ["print"] = ByteSet.Where(static b => b is (>= 32 and < 127) or >= 0xa0),
        ["punct"] = ByteSet.Where(static b => char.IsPunctuation((char)b) || (b < 128 && char.IsSymbol((char)b))),
        ["space"] = ByteSet.Where(static b => b is ' ' or (>= '\t' and <= '\r') or 0x85 or 0xa0),
        ["upper"] = ByteSet.Where(IsUpper),
        ["word"] = ByteSet.Where(static b => IsLetter(b) || char.IsAsciiDigit((char)b) || b == '_'),
        ["xdigit"] = ByteSet.Where(static b => char.IsAsciiHexDigit((char)b)),
    }.ToFrozenDictionary();

    /// <summary>\h: blanks, whatever the rules.</summary>
    public static ByteSet Horizontal => ByteSet.Range(' ', ' ').With('\t').With(0xa0);

    /// <summary>\v: ends of lines, whatever the rules.</summary>
    public static ByteSet Vertical => ByteSet.Range('\n', '\r').With(0x85);

    /// <summary>The set of \d, \s or \w.</summary>
    public static ByteSet Escape(byte letter, CharacterRules rules) =>
        Posix(letter switch { (byte)'d' => "digit", (byte)'s' => "space", _ => "word" }, rules)!.Value;

    /// <summary>The set of [:NAME:], or null when there is no such class.</summary>
    public static ByteSet? Posix(string name, CharacterRules rules) =>
        !Latin1.TryGetValue(name, out var set) ? null
        : rules == CharacterRules.Unicode ? set
        : set & Ascii;

    /// <summary>The other case of a byte, or the byte itself. Only /d limits case to ASCII.</summary>
    public static int OtherCase(int value, CharacterRules rules)
    {
        if (char.IsAsciiLetter((char)value))
        {
            return value ^ 0x20;
        }

        var folds = rules != CharacterRules.Default && value is >= 0xc0 and not 0xd7 and not 0xf7 and not 0xdf and not 0xff;
        return folds ? value ^ 0x20 : value;
    }

    /// <summary>The set with the other cases of its members.</summary>
    public static ByteSet IgnoreCase(ByteSet set, CharacterRules rules)
    {
        var folded = set;
        for (var value = 0; value < 256; value++)
        {
            folded = set.Contains(value) ? folded.With(OtherCase(value, rules)) : folded;
        }

        return folded;
    }

    /// <summary>The byte that a character above 255 is equal to under /i, or -1.</summary>
    public static int ByteUnderIgnoreCase(int character) => character switch
    {
        0x017f => 's',
        0x0178 => 0xff,
        0x039c or 0x03bc => 0xb5,
        0x1e9e => 0xdf,
        0x212a => 'k',
        0x212b => 0xe5,
        _ => -1,
    };

    private static bool IsLetter(int value) => char.IsLetter((char)value);

    private static bool IsLower(int value) => char.IsLower((char)value) || value is 0xaa or 0xba;

    private static bool IsUpper(int value) => char.IsUpper((char)value);
}
