using System.Text;

namespace SecSharp.Patterns.Pcre2;

/// <content>Bracketed character classes: each is worked out to a set of bytes. perlrecharclass(1).</content>
internal sealed partial class PerlSyntax
{
    private void ScanClass()
    {
        var start = _at++;
        SkipClassBlanks();
        var negated = Current == '^';
        _at += negated ? 1 : 0;
        var set = default(ByteSet);
        var from = -1;
        var rangeStart = -1;
        var isFirst = true;
        var isSingleWide = false;
        while (true)
        {
            SkipClassBlanks();
            if (AtEnd)
            {
                Fail("The character class is not closed", start, "write \\[ for a bracket that stands for itself");
                return;
            }

            if (Current == ']' && !isFirst)
            {
                break;
            }

            var itemStart = _at;
            var item = ReadClassItem(out var character);

            // As a character of its own, and so for the whole pattern.
            isSingleWide = isFirst && character > 255;
            isFirst = false;
            if (from >= 0)
            {
                if (character >= 0 && character < from)
                {
                    Fail("The range ends before it begins", rangeStart, "write \\- for a hyphen that stands for itself");
                    return;
                }

                if (character < 0)
                {
                    Warn("The hyphen stands for itself: no range ends with a class", itemStart - 1);
                    set |= CharacterSet(from) | default(ByteSet).With('-') | item;
                }
                else
                {
                    set |= RangeSet(from, character);
                }

                from = -1;
                continue;
            }

            SkipClassBlanks();
            if (Current == '-' && IsRange())
            {
                _at++;
                if (character >= 0)
                {
                    from = character;
                    rangeStart = itemStart;
                    continue;
                }

                Warn("The hyphen stands for itself: no range begins with a class", _at - 1);
                item = item.With('-');
            }

            set |= character >= 0 ? CharacterSet(character) : item;
        }

        _at++;
        EmitSet(negated ? ~set : set, start);
        _unicode |= isSingleWide && !negated;
    }

    /// <summary>Whether the hyphen at hand is not the last item of its class.</summary>
    private bool IsRange()
    {
        var next = _at + 1;
        if (_modifiers.BlanksInClasses)
        {
            SkipBlanks(ref next);
        }

        return next < _source.Length && _source[next] != ']';
    }

    private void SkipClassBlanks()
    {
        if (_modifiers.BlanksInClasses)
        {
            SkipBlanks(ref _at);
        }
    }

    private ByteSet RangeSet(int first, int last)
    {
        var set = ByteSet.Range(first, last);
        if (!_modifiers.IgnoreCase)
        {
            return set;
        }

        for (var character = Math.Max(first, 0x17f); character <= Math.Min(last, 0x212b); character++)
        {
            if (CharacterSets.ByteUnderIgnoreCase(character) is >= 0 and var value)
            {
                set = set.With(value);
            }
        }

        return CharacterSets.IgnoreCase(set, _modifiers.Rules);
    }

    /// <summary>Reads one item: a character, or (with <paramref name="character"/> -1) a set.</summary>
    private ByteSet ReadClassItem(out int character)
    {
        character = -1;
        var start = _at;
        var value = _source[_at++];
        if (value == '[' && Current is ':' or '.' or '=' && ReadPosix(start) is { } posix)
        {
            return posix;
        }

        if (value != '\\' || AtEnd)
        {
            character = value;
            return default;
        }

        var letter = _source[_at++];
        switch (letter)
        {
            case (byte)'d' or (byte)'D' or (byte)'s' or (byte)'S' or (byte)'w' or (byte)'W':
                return EscapeSet(letter);
            case (byte)'h':
                return CharacterSets.Horizontal;
            case (byte)'H':
                return ~CharacterSets.Horizontal;
            case (byte)'v':
                return CharacterSets.Vertical;
            case (byte)'V':
                return ~CharacterSets.Vertical;
            case (byte)'p' or (byte)'P':
                return ReadProperty(letter, start);
            case (byte)'b':
                character = '\b';
                return default;
            case (byte)'N' when Current != '{':
                Fail("\\N can't stand in a character class", start, "write [^\\n] for any character but the end of a line");
                return default;
            case >= (byte)'1' and <= (byte)'7':
                _at--;
                character = ReadOctal(3);
                break;
            default:
                character = ReadCharacter(letter, start);
                break;
        }

        if (character > 255)
        {
            AskForUnicode();
        }

        return default;
    }

    /// <summary>Reads [:NAME:] if it is there.</summary>
    private ByteSet? ReadPosix(int start)
    {
        var mark = _source[_at];
        var end = _at + 1;
        end += end < _source.Length && _source[end] == '^' ? 1 : 0;
        while (end < _source.Length && char.IsAsciiLetterLower((char)_source[end]))
        {
            end++;
        }

        // What is not in lower case is no POSIX class for Perl, but characters of a class.
        if (end + 1 >= _source.Length || _source[end] != mark || _source[end + 1] != ']')
        {
            return null;
        }

        var name = Encoding.Latin1.GetString(_source, _at + 1, end - _at - 1);
        var negated = name.StartsWith('^');
        name = negated ? name[1..] : name;
        if (mark != ':')
        {
            Fail($"[{(char)mark} {(char)mark}] has no meaning yet", start);
            return null;
        }

        if (CharacterSets.Posix(name, _modifiers.Rules) is not { } set)
        {
            Fail($"There is no POSIX class [:{name}:]", start, "write \\[ for a bracket that stands for itself");
            return null;
        }

        if (_modifiers.IgnoreCase && name is "upper" or "lower")
        {
            set = CharacterSets.Posix("upper", _modifiers.Rules)!.Value | CharacterSets.Posix("lower", _modifiers.Rules)!.Value;
        }

        _at = end + 2;
        return negated ? ~set : set;
    }
}
