using System.Globalization;
using System.Text;

namespace SecSharp.Patterns.Pcre2;

/// <content>Sequences that begin with a backslash. perlrebackslash(1).</content>
internal sealed partial class PerlSyntax
{
    private void ScanEscape()
    {
        var start = _at++;
        if (AtEnd)
        {
            Fail("A backslash ends the pattern", start, "write \\\\ for a backslash that stands for itself");
            return;
        }

        var letter = _source[_at++];
        switch (letter)
        {
            case (byte)'d' or (byte)'D' or (byte)'s' or (byte)'S' or (byte)'w' or (byte)'W':
                EmitClassEscape(letter, start);
                break;
            case (byte)'b' or (byte)'B':
                ScanBoundary(letter, start);
                break;
            case (byte)'A' or (byte)'z' or (byte)'Z' or (byte)'G':
                EmitAnchor([(byte)'\\', letter], start);
                break;
            case (byte)'X' or (byte)'R' or (byte)'h' or (byte)'H' or (byte)'v' or (byte)'V':
            case (byte)'N' when !IsNamedCharacter:
                Emit([(byte)'\\', letter], start);
                EndItem();
                break;
            case (byte)'K':
                EmitAnchor("\\K"u8, start);
                _repeatable = Repeatable.KeepOut;
                break;
            case (byte)'p' or (byte)'P':
                EmitSet(ReadProperty(letter, start), start);
                break;
            case (byte)'g' or (byte)'k':
                ScanReference(letter, start);
                break;
            case >= (byte)'1' and <= (byte)'9':
                ScanNumber(start);
                break;
            case (byte)'C':
                Fail("\\C is not supported any more", start);
                break;
            default:
                EmitCharacter(ReadCharacter(letter, start), start);
                break;
        }
    }

    private bool IsNamedCharacter => Current == '{' && !TryReadRepeat(out _, out _, out _);

    private void EmitClassEscape(byte letter, int start)
    {
        if (_modifiers.Rules != CharacterRules.Unicode)
        {
            Emit([(byte)'\\', letter], start);
            EndItem();
            return;
        }

        EmitSet(EscapeSet(letter), start);
    }

    private ByteSet EscapeSet(byte letter)
    {
        var set = CharacterSets.Escape((byte)(letter | 0x20), _modifiers.Rules);
        return char.IsAsciiLetterUpper((char)letter) ? ~set : set;
    }

    private void ScanBoundary(byte letter, int start)
    {
        if (Current == '{')
        {
            var name = ReadBraced(start)?.Trim();
            if (name is "gcb" or "g" or "lb" or "sb" or "wb")
            {
                FailWithoutPerl($"\\{(char)letter}{{{name}}}", start);
            }

            Fail(
                $"There is no boundary of type '{name}'",
                start,
                $"write \\{(char)letter}\\{{ for a word boundary before a brace that stands for itself");
            return;
        }

        if (_modifiers.Rules != CharacterRules.Unicode)
        {
            EmitAnchor([(byte)'\\', letter], start);
            return;
        }

        EndItem();
        var word = new ByteBuilder();
        CharacterSets.Escape((byte)'w', CharacterRules.Unicode).AppendClass(word);
        var w = Encoding.ASCII.GetString(word.Span);
        Emit(
            Encoding.ASCII.GetBytes(letter == 'b'
                ? $"(?:(?<={w})(?!{w})|(?<!{w})(?={w}))"
                : $"(?:(?<={w})(?={w})|(?<!{w})(?!{w}))"),
            start);
    }

    /// <summary>A back reference, or an octal character: that depends on the number of groups.</summary>
    private void ScanNumber(int start)
    {
        var end = _at;
        while (end < _source.Length && char.IsAsciiDigit((char)_source[end]))
        {
            end++;
        }

        var digits = _source.AsSpan(_at - 1, end - _at + 1);
        var number = digits.Length > 9 ? int.MaxValue : int.Parse(digits);
        if (number > 9 && _groupsInAll == int.MaxValue)
        {
            _again = true;
            _at = end;
            EmitCharacter('0', start);
            return;
        }

        if (number <= 9 || number <= _groupsInAll || digits[0] >= '8')
        {
            _at = end;
            EmitReference(number.ToString(CultureInfo.InvariantCulture), start);
            return;
        }

        _at--;
        EmitCharacter(ReadOctal(3), start);
    }

    /// <summary>Reads the character behind a backslash and <paramref name="letter"/>.</summary>
    private int ReadCharacter(byte letter, int start)
    {
        switch (letter)
        {
            case (byte)'a':
                return 7;
            case (byte)'e':
                return 27;
            case (byte)'f':
                return '\f';
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            case (byte)'0':
                _at--;
                return ReadOctal(3);
            case (byte)'x':
                return ReadHexadecimal(start);
            case (byte)'o':
                return ReadBracedOctal(start);
            case (byte)'c':
                return ReadControl(start);
            case (byte)'N':
                return ReadNamed(start);
        }

        if (char.IsAsciiLetter((char)letter))
        {
            Warn(
                letter is (byte)'Q' or (byte)'E' or (byte)'U' or (byte)'L' or (byte)'F' or (byte)'u' or (byte)'l'
                    ? $"\\{(char)letter} has its meaning in the text of Perl programs only: here it is the letter {(char)letter}"
                    : $"\\{(char)letter} has no meaning: it is the letter {(char)letter}",
                start);
        }

        return letter;
    }

    private int ReadOctal(int most)
    {
        var value = 0;
        for (; most > 0 && Current is >= '0' and <= '7'; most--)
        {
            value = (value * 8) + _source[_at++] - '0';
        }

        return value;
    }

    private int ReadHexadecimal(int start)
    {
        if (Current != '{')
        {
            var value = 0;
            for (var most = 2; most > 0 && Current >= 0 && char.IsAsciiHexDigit((char)Current); most--)
            {
                value = (value * 16) + HexValue(_source[_at++]);
            }

            return value;
        }

        return ReadBraced(start) is { } text ? ParseDigits(text.Trim(' ', '\t'), 16) : 0;
    }

    private int ReadBracedOctal(int start)
    {
        if (Current != '{')
        {
            Fail("\\o needs braces", start, "write \\o{NUMBER}");
            return 0;
        }

        var text = ReadBraced(start)?.Trim(' ', '\t');
        if (text is "")
        {
            Fail("\\o{} is empty", start, "write \\o{NUMBER}");
        }

        return ParseDigits(text ?? "", 8);
    }

    /// <summary>The number that leading digits make; what follows other characters is left out, as Perl does.</summary>
    private static int ParseDigits(string text, int radix)
    {
        var value = 0;
        foreach (var c in text)
        {
            if (c == '_')
            {
                continue;
            }

            if (!char.IsAsciiHexDigit(c) || HexValue((byte)c) >= radix)
            {
                break;
            }

            value = (int)Math.Min(0x7fff_ffff, ((long)value * radix) + HexValue((byte)c));
        }

        return value;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private int ReadControl(int start)
    {
        if (Current is < ' ' or > 126 or '{')
        {
            Fail("\\c must be followed by a printable ASCII character", start, Current == '{' ? "write ; for \\c{" : null);
            return 0;
        }

        return char.ToUpperInvariant((char)_source[_at++]) ^ 64;
    }

    private int ReadNamed(int start)
    {
        AskForUnicode();
        if (ReadBraced(start)?.Trim(' ', '\t') is not { } name)
        {
            return 0;
        }

        if (name.StartsWith("U+", StringComparison.Ordinal))
        {
            if (name.Length > 2 && name[2..].All(char.IsAsciiHexDigit))
            {
                return ParseDigits(name[2..], 16);
            }

            if (name.Contains('.', StringComparison.Ordinal))
            {
                FailWithoutPerl("A sequence of characters in \\N{...}", start, "write one \\N{U+...} for each character");
            }

            Fail("\\N{U+...} needs a hexadecimal number", start);
        }
        else if (name.Length == 0)
        {
            Fail("\\N{} is empty", start, "write \\N{U+NUMBER}, or \\N alone for any character but the end of a line");
        }

        FailWithoutPerl($"\\N{{{name}}}", start, "write \\x{...} with the number of the character");
        return 0;
    }

    private ByteSet ReadProperty(byte letter, int start)
    {
        AskForUnicode();
        string? name;
        if (Current == '{')
        {
            name = ReadBraced(start)?.Trim(' ', '\t');
        }
        else
        {
            name = Current >= 0 ? ((char)_source[_at++]).ToString() : "";
        }

        if (name is null)
        {
            return default;
        }

        var negated = letter == 'P';
        if (name.StartsWith('^') && name.Length > 1)
        {
            negated = !negated;
            name = name[1..].Trim(' ', '\t');
        }

        if (name.Length == 0 || !(char.IsAsciiLetterOrDigit(name[0]) || name[0] == '_'))
        {
            Fail($"\\{(char)letter} needs the name of a Unicode property", start, "write \\p{NAME}");
            return default;
        }

        if (UnicodeProperty.Find(name, _modifiers.IgnoreCase) is not { } set)
        {
            FailWithoutPerl($"The Unicode property '{name}'", start, "on bytes a class such as [a-z] says more");
            return default;
        }

        return negated ? ~set : set;
    }

    /// <summary>Under the default rules some constructs bring Unicode's for the whole pattern.</summary>
    private void AskForUnicode() => _unicode |= _modifiers.Rules == CharacterRules.Default;

    /// <summary>Reads from an opening brace to the closing one; null when there is none.</summary>
    private string? ReadBraced(int start)
    {
        var end = Array.IndexOf(_source, (byte)'}', _at);
        if (end < 0)
        {
            Fail($"The brace behind \\{(char)_source[_at - 1]} is not closed", start);
            return null;
        }

        var text = Encoding.Latin1.GetString(_source, _at + 1, end - _at - 1);
        _at = end + 1;
        return text;
    }
}
