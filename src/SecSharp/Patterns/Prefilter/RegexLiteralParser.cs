namespace SecSharp.Patterns.Prefilter;

/// <summary>
/// Reads a regular expression that <see cref="Pcre2.PerlSyntax"/> has rewritten (comments, the blanks of /x and \Q are gone)
/// in PCRE2's syntax, pcre2pattern(3), just well enough to tell which literals a match needs.
/// It is conservative: a part that says nothing about literals may match anything, and at anything it does not understand
/// it gives the whole expression up.
/// </summary>
internal ref struct RegexLiteralParser
{
    private const int Deepest = 60;

    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private int _depth;
    private bool _gaveUp;

    private RegexLiteralParser(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>What is known of the expression's matches; null where it is given up.</summary>
    public static LiteralInfo? Parse(ReadOnlySpan<byte> text)
    {
        var parser = new RegexLiteralParser(text);
        var info = parser.Alternatives(default);
        return parser._gaveUp || parser._at < text.Length ? null : info;
    }

    private readonly int Current => _at < _text.Length ? _text[_at] : -1;

    private readonly int Following(int distance) => _at + distance < _text.Length ? _text[_at + distance] : -1;

    private LiteralInfo GiveUp()
    {
        _gaveUp = true;
        _at = _text.Length;
        return LiteralInfo.Unknown;
    }

    /// <summary>Branches up to the end of the group. Modes that are set inside last for its later branches too.</summary>
    private LiteralInfo Alternatives(RegexModes modes)
    {
        if (++_depth > Deepest)
        {
            return GiveUp();
        }

        var branches = new List<LiteralInfo> { Sequence(ref modes) };
        while (Current == '|')
        {
            _at++;
            branches.Add(Sequence(ref modes));
        }

        _depth--;
        return LiteralInfo.AnyOf(branches);
    }

    private LiteralInfo Sequence(ref RegexModes modes)
    {
        var sequence = new LiteralSequence();
        while (true)
        {
            if (_gaveUp || Current is -1 or '|' or ')')
            {
                return sequence.ToInfo();
            }

            if (Item(ref modes) is not { } item)
            {
                continue;
            }

            var (least, most) = Quantifier();
            sequence.Add(item, least, most);
        }
    }

    /// <summary>The next part without its quantifier; null for what is none, such as a change of modes.</summary>
    private LiteralInfo? Item(ref RegexModes modes)
    {
        var value = _text[_at];
        switch ((char)value)
        {
            case '(':
                return Group(ref modes);
            case '[':
                var set = CharacterClass.Parse(_text[_at..], modes.IgnoreCase);
                if (set.Length == 0)
                {
                    return GiveUp();
                }

                _at += set.Length;
                return set.Info;
            case '\\':
                return Escape(modes);
            case '^' or '$':
                _at++;
                return LiteralInfo.Empty;
            case '.':
                _at++;
                return LiteralInfo.Unknown;
            case '*' or '+' or '?':
                return GiveUp();
            case '{' when LooksLikeQuantifier():
                return GiveUp();
            default:
                _at++;
                return LiteralInfo.Byte(value, modes.IgnoreCase);
        }
    }

    private LiteralInfo? Group(ref RegexModes modes)
    {
        _at++;
        if (Current == '*')
        {
            return GiveUp();
        }

        if (Current != '?')
        {
            return Inside(modes);
        }

        _at++;
        switch (Current)
        {
            case ':' or '|' or '>':
                _at++;
                return Inside(modes);
            case '=':
                _at++;
                return Inside(modes).AsAssertion();
            case '!':
                _at++;
                Inside(modes);
                return LiteralInfo.Empty;
            case '<' when Following(1) is '=' or '!':
                var negative = Following(1) == '!';
                _at += 2;
                var behind = Inside(modes);
                return negative ? LiteralInfo.Empty : behind.AsAssertion();
            case '<':
                return TryName('>') ? Inside(modes) : GiveUp();
            case '\'':
                return TryName('\'') ? Inside(modes) : GiveUp();
            case 'P' when Following(1) == '<':
                _at++;
                return TryName('>') ? Inside(modes) : GiveUp();
            case 'P' when Following(1) is '=' or '>':
                _at++;
                return TryName(')') ? LiteralInfo.Unknown : GiveUp();
            case '&':
                return TryName(')') ? LiteralInfo.Unknown : GiveUp();
            case 'R' or (>= '0' and <= '9'):
                _at--;
                return TryName(')') ? LiteralInfo.Unknown : GiveUp();
            case '+' or '-' when Following(1) is >= '0' and <= '9':
                return TryName(')') ? LiteralInfo.Unknown : GiveUp();
            case '(':
                return Conditional(modes);
            default:
                return ModeChange(ref modes);
        }
    }

    /// <summary>The inside of a group and its closing parenthesis.</summary>
    private LiteralInfo Inside(RegexModes modes)
    {
        var info = Alternatives(modes);
        if (Current != ')')
        {
            return GiveUp();
        }

        _at++;
        return info;
    }

    /// <summary>Skips the present byte, a name and its end.</summary>
    private bool TryName(char end)
    {
        var start = ++_at;
        while (Current is var value && value >= 0 && (char.IsAsciiLetterOrDigit((char)value) || value == '_'))
        {
            _at++;
        }

        return _at > start && Current == end && ++_at > 0;
    }

    /// <summary>A conditional group may match either branch, or none: nothing is known, but its end must be found.</summary>
    private LiteralInfo Conditional(RegexModes modes)
    {
        if (Following(1) == '?')
        {
            if (Following(2) is not ('=' or '!' or '<'))
            {
                return GiveUp();
            }

            Group(ref modes);
        }
        else
        {
            _at++;
            while (Current is var value && value > 0 && (char.IsAsciiLetterOrDigit((char)value) || "_<>'&+-=.".Contains((char)value)))
            {
                _at++;
            }

            if (Current != ')')
            {
                return GiveUp();
            }

            _at++;
        }

        Inside(modes);
        return LiteralInfo.Unknown;
    }

    /// <summary><c>(?i)</c> changes the modes up to the end of the group it stands in; <c>(?i:...)</c> is a group with its own.</summary>
    private LiteralInfo? ModeChange(ref RegexModes modes)
    {
        var changed = modes;
        var on = true;
        for (; ; _at++)
        {
            switch (Current)
            {
                case '^':
                    changed = default;
                    break;
                case '-':
                    on = false;
                    break;
                case 'i':
                    changed.IgnoreCase = on;
                    break;
                case 'm' or 's' or 'n' or 'J' or 'U':
                    break;
                case ':':
                    _at++;
                    return Inside(changed);
                case ')':
                    _at++;
                    modes = changed;
                    return null;
                default:
                    return GiveUp();
            }
        }
    }

    private LiteralInfo Escape(RegexModes modes)
    {
        var kind = Following(1);
        _at += 2;
        switch (kind)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'h' or 'H' or 'v' or 'V' or 'R' or 'X' or 'C':
                return LiteralInfo.Unknown;
            case 'N' when Current != '{':
                return LiteralInfo.Unknown;
            case 'b' or 'B' when Current != '{':
            case 'A' or 'Z' or 'z' or 'G' or 'K':
                return LiteralInfo.Empty;
            case >= '1' and <= '9':
                while (Current is >= '0' and <= '9')
                {
                    _at++;
                }

                return LiteralInfo.Unknown;
            case 'p' or 'P':
                return Property();
            case 'g':
                return Reference(allowNumber: true);
            case 'k':
                return Reference(allowNumber: false);
            case 'c' when Current is > ' ' and < 0x7f && Current != '\\':
                _at++;
                return LiteralInfo.Unknown;
            default:
                var value = EscapedByte.Parse(_text[(_at - 1)..], out var length);
                if (value == EscapedByte.NotUnderstood)
                {
                    return GiveUp();
                }

                _at += length - 1;
                return value == EscapedByte.OutOfRange ? LiteralInfo.Unknown : LiteralInfo.Byte((byte)value, modes.IgnoreCase);
        }
    }

    private LiteralInfo Property()
    {
        if (Current == '{')
        {
            var end = _text[_at..].IndexOf((byte)'}');
            if (end < 0)
            {
                return GiveUp();
            }

            _at += end + 1;
            return LiteralInfo.Unknown;
        }

        if (Current < 0 || !char.IsAsciiLetter((char)Current))
        {
            return GiveUp();
        }

        _at++;
        return LiteralInfo.Unknown;
    }

    private LiteralInfo Reference(bool allowNumber)
    {
        var end = Current switch { '{' => '}', '<' => '>', '\'' => '\'', _ => '\0' };
        if (end == '\0')
        {
            if (!allowNumber)
            {
                return GiveUp();
            }

            _at += Current is '+' or '-' ? 1 : 0;
            var start = _at;
            while (Current is >= '0' and <= '9')
            {
                _at++;
            }

            return _at > start ? LiteralInfo.Unknown : GiveUp();
        }

        _at += Following(1) is '+' or '-' ? 1 : 0;
        return TryName(end) ? LiteralInfo.Unknown : GiveUp();
    }

    /// <summary>How many times the part before may occur.</summary>
    private (int Least, int Most) Quantifier()
    {
        var times = (Least: 1, Most: 1);
        if (_gaveUp)
        {
            return times;
        }

        switch (Current)
        {
            case '*':
                times = (0, int.MaxValue);
                _at++;
                break;
            case '+':
                times = (1, int.MaxValue);
                _at++;
                break;
            case '?':
                times = (0, 1);
                _at++;
                break;
            case '{' when LooksLikeQuantifier():
                if (!TryRange(out times.Least, out times.Most))
                {
                    GiveUp();
                    return times;
                }

                break;
            default:
                return times;
        }

        _at += Current is '?' or '+' ? 1 : 0;
        if (Current is '*' or '+' or '?' || (Current == '{' && LooksLikeQuantifier()))
        {
            GiveUp();
        }

        return times;
    }

    /// <summary>Whether a brace may begin a quantifier in some version of the syntax.</summary>
    private readonly bool LooksLikeQuantifier()
    {
        for (var index = _at + 1; index < _text.Length; index++)
        {
            var value = _text[index];
            if (value == (byte)'}')
            {
                return true;
            }

            if (!char.IsAsciiDigit((char)value) && value is not ((byte)',' or (byte)' ' or (byte)'\t'))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>{N}, {N,} or {N,M}.</summary>
    private bool TryRange(out int least, out int most)
    {
        _at++;
        if (!TryNumber(out least))
        {
            most = 0;
            return false;
        }

        most = least;
        if (Current == ',')
        {
            _at++;
            if (!TryNumber(out most))
            {
                most = int.MaxValue;
            }
        }

        return Current == '}' && most >= least && ++_at > 0;
    }

    private bool TryNumber(out int number)
    {
        number = 0;
        var start = _at;
        while (Current is >= '0' and <= '9' && _at - start < 6)
        {
            number = (number * 10) + Current - '0';
            _at++;
        }

        return _at > start;
    }
}

/// <summary>Modes that decide how a regular expression is read.</summary>
internal record struct RegexModes
{
    /// <summary>(?i)</summary>
    public bool IgnoreCase { get; set; }
}
