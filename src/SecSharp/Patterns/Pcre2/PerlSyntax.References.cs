using System.Globalization;
using System.Text;

namespace SecSharp.Patterns.Pcre2;

/// <content>Back references, calls of groups, names of groups.</content>
internal sealed partial class PerlSyntax
{
    /// <summary>PCRE2 takes names up to this length.</summary>
    private const int LongestName = 32;

    private void ScanReference(byte letter, int start)
    {
        var opening = Current;
        var closing = opening switch { '{' => '}', '<' when letter == 'k' => '>', '\'' when letter == 'k' => '\'', _ => -1 };
        if (closing < 0)
        {
            ScanUnbracedReference(letter, start);
            return;
        }

        var end = Array.IndexOf(_source, (byte)closing, _at + 1);
        if (end < 0)
        {
            Fail($"The reference \\{(char)letter} is not closed", start);
            return;
        }

        var text = Encoding.Latin1.GetString(_source, _at + 1, end - _at - 1);
        text = opening == '{' ? text.Trim(' ', '\t') : text;
        _at = end + 1;
        if (letter == 'g' && IsNumber(text, allowSign: true))
        {
            EmitReference(text, start);
            return;
        }

        if (!IsName(text))
        {
            Fail($"'{text}' is no name of a group", start, "names consist of letters, digits and _");
            return;
        }

        EmitNamedReference(text, start);
    }

    private void ScanUnbracedReference(byte letter, int start)
    {
        var end = _at + (letter == 'g' && Current == '-' ? 1 : 0);
        var digits = end;
        while (letter == 'g' && end < _source.Length && char.IsAsciiDigit((char)_source[end]))
        {
            end++;
        }

        if (end == digits)
        {
            Fail(
                $"\\{(char)letter} must be followed by a group",
                start,
                letter == 'g' ? "write \\g{GROUP}, or (?GROUP) to call a group" : "write \\k<NAME>");
            return;
        }

        var number = Encoding.ASCII.GetString(_source, _at, end - _at);
        _at = end;
        EmitReference(number, start);
    }

    private void EmitReference(string number, int start)
    {
        RefuseFoldedReference(start);
        if (number.TrimStart('-').TrimStart('0').Length == 0)
        {
            Fail("There is no back reference to group 0", start);
        }

        Emit(Encoding.ASCII.GetBytes($"\\g{{{number}}}"), start);
        EndItem();
    }

    private void EmitNamedReference(string name, int start)
    {
        RefuseFoldedReference(start);
        Emit(Encoding.ASCII.GetBytes($"\\k<{ShortName(name)}>"), start);
        EndItem();
    }

    private void RefuseFoldedReference(int start)
    {
        if (_modifiers.IgnoreCase && _modifiers.Rules != CharacterRules.Default)
        {
            FailWithoutPerl("A back reference that ignores the case of letters above 127", start, "use (?-i) for it");
        }
    }

    /// <summary>(?R), (?0), (?1), (?+1), (?-1), (?&amp;NAME), (?P&gt;NAME): calls of groups.</summary>
    private void ScanCall(int start, int nameStart, bool byName)
    {
        var end = nameStart;
        while (end < _source.Length && (_source[end] is (byte)'+' or (byte)'-' or (byte)'_' || char.IsAsciiLetterOrDigit((char)_source[end])))
        {
            end++;
        }

        var text = Encoding.Latin1.GetString(_source, nameStart, end - nameStart);
        if (end >= _source.Length || _source[end] != ')'
            || !(byName ? IsName(text) : text == "R" || IsNumber(text.TrimStart('+'), allowSign: text[0] != '+')))
        {
            Fail($"'{text}' is no group to call", start, "write (?NUMBER) or (?&NAME)");
            return;
        }

        _at = end + 1;
        _callsGroups = true;
        Emit(Encoding.ASCII.GetBytes(byName ? $"(?&{ShortName(text)})" : $"(?{text})"), start);
        EndItem();
    }

    /// <summary>Reads a group's name up to <paramref name="closing"/>; null with an error.</summary>
    private string? ReadName(char closing, int start)
    {
        var end = _at;
        while (end < _source.Length && (_source[end] == '_' || char.IsAsciiLetterOrDigit((char)_source[end])))
        {
            end++;
        }

        var name = Encoding.Latin1.GetString(_source, _at, end - _at);
        if (!IsName(name) || end >= _source.Length || _source[end] != closing)
        {
            Fail("A name of a group is needed", start, $"names consist of letters, digits and _, and end with {closing}");
            return null;
        }

        _at = end + 1;
        return name;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(static c => c == '_' || char.IsAsciiLetterOrDigit(c));

    private static bool IsNumber(string text, bool allowSign)
    {
        var digits = allowSign && text.StartsWith('-') ? text[1..] : text;
        return digits.Length is > 0 and < 10 && digits.All(char.IsAsciiDigit);
    }

    private string ShortName(string name)
    {
        if (name.Length <= LongestName)
        {
            return name;
        }

        foreach (var (shortName, longName) in _shortNames)
        {
            if (longName == name)
            {
                return shortName;
            }
        }

        var added = string.Create(CultureInfo.InvariantCulture, $"_long_name_{_shortNames.Count}");
        _shortNames.Add(added, name);
        return added;
    }
}
