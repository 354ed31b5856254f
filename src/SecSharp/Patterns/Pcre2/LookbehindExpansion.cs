using System.Globalization;
using System.Text;

namespace SecSharp.Patterns.Pcre2;

/// <summary>What has become of the body of a lookbehind.</summary>
internal enum LookbehindLength
{
    /// <summary>PCRE2 takes it as it is, or tells what is wrong with it.</summary>
    Unchanged,

    /// <summary>It is written as alternatives of fixed length.</summary>
    Expanded,

    /// <summary>It could be longer than Perl allows.</summary>
    TooLong,

    /// <summary>It can't be written as alternatives of fixed length.</summary>
    NeedsPerl,
}

/// <summary>
/// Writes the body of a lookbehind of variable length as alternatives of fixed length: (?&lt;=ab?) as (?&lt;=a|ab).
/// Perl allows up to 255 characters, PCRE2 only alternatives that are fixed each. The body is in the form that
/// <see cref="PerlSyntax"/> writes.
/// </summary>
internal sealed class LookbehindExpansion(ReadOnlySpan<byte> body)
{
    private const int LongestLookbehind = 255;
    private const int MostAlternatives = 500;

    private readonly string _body = Encoding.Latin1.GetString(body);
    private int _at;
    private bool _isVariable;
    private bool _isFixedByOthers;
    private bool _tooLong;
    private bool _needsPerl;

    /// <summary>The alternatives.</summary>
    public byte[] Text { get; private set; } = [];

    public LookbehindLength Expand()
    {
        var alternatives = ReadAlternatives();
        if (_isFixedByOthers || !(_isVariable || _tooLong))
        {
            return LookbehindLength.Unchanged;
        }

        if (_tooLong || alternatives.Any(static a => a.Width > LongestLookbehind))
        {
            return LookbehindLength.TooLong;
        }

        if (_needsPerl || alternatives.Count > MostAlternatives)
        {
            return LookbehindLength.NeedsPerl;
        }

        Text = Encoding.Latin1.GetBytes(string.Join('|', alternatives.Select(static a => a.Text)));
        return LookbehindLength.Expanded;
    }

    private List<Alternative> ReadAlternatives()
    {
        var all = new List<Alternative>();
        while (true)
        {
            all.AddRange(ReadSequence());
            if (_at >= _body.Length || _body[_at] == ')')
            {
                return all;
            }

            _at++;
        }
    }

    private List<Alternative> ReadSequence()
    {
        List<Alternative> sequence = [new("", 0)];
        while (_at < _body.Length && _body[_at] is not ('|' or ')'))
        {
            var item = ReadItem();
            sequence = Join(sequence, Repeat(item));
        }

        return sequence;
    }

    private List<Alternative> ReadItem()
    {
        var start = _at;
        switch (_body[_at++])
        {
            case '[':
                _at = _body.IndexOf(']', _at) + 1;
                return [new(_body[start.._at], 1)];
            case '^' or '$':
                return [new(_body[start.._at], 0)];
            case '\\':
                return ReadEscape(start);
            case '(':
                return ReadGroup(start);
            default:
                return [new(_body[start.._at], 1)];
        }
    }

    private List<Alternative> ReadEscape(int start)
    {
        var letter = _body[_at++];
        switch (letter)
        {
            case 'R':
                _isVariable = true;
                return [new("\\r\\n", 2), new("\\v", 1)];
            case 'X' or 'k' or 'g':
                // Perl takes their length as unknown.
                _tooLong = true;
                SkipReference();
                return [new("", 0)];
            case 'x':
                _at += 2;
                break;
        }

        return [new(_body[start.._at], letter is 'b' or 'B' or 'A' or 'z' or 'Z' or 'G' or 'K' ? 0 : 1)];
    }

    private void SkipReference()
    {
        if (_at < _body.Length && _body[_at - 1] is 'g' or 'k')
        {
            _at = _body.IndexOf(_body[_at] == '{' ? '}' : '>', _at) + 1;
        }
    }

    private List<Alternative> ReadGroup(int start)
    {
        if (IsLookaround)
        {
            SkipGroup();
            _needsPerl |= Captures(_body.AsSpan(start, _at - start));
            return [new(_body[start.._at], 0)];
        }

        var colon = _at;
        while (colon < _body.Length && _body[colon] is '?' or '^' or '-' or 'i' or 'm' or 's')
        {
            colon++;
        }

        var isPlain = _body[_at] == '?' && colon < _body.Length && _body[colon] == ':';
        if (!isPlain)
        {
            SkipGroup();
            var text = _body[start.._at];
            var isModifier = text[colon - start] == ')' && text[1] == '?';
            _needsPerl = true;
            return [new(text, isModifier || text[1] == '*' ? 0 : WidthOf(text))];
        }

        var opening = _body[start..(colon + 1)];
        _at = colon + 1;
        var inner = ReadAlternatives();
        _at++;
        _isVariable |= inner.Any(a => a.Width != inner[0].Width);
        return [.. inner.Select(a => new Alternative(opening + a.Text + ")", a.Width))];
    }

    private bool IsLookaround =>
        _body.AsSpan(_at) is ['?', '=' or '!', ..] or ['?', '<', '=' or '!', ..];

    /// <summary>Whether a group captures: written several times, it would be several groups.</summary>
    private static bool Captures(ReadOnlySpan<char> group)
    {
        for (var index = 0; index < group.Length; index++)
        {
            switch (group[index])
            {
                case '\\':
                    index++;
                    break;
                case '[':
                    index += group[index..].IndexOf(']');
                    break;
                case '(' when group[index + 1] is not ('?' or '*'):
                case '(' when group[index + 1] == '?' && group[index + 2] == '<' && group[index + 3] is not ('=' or '!'):
                    return true;
            }
        }

        return false;
    }

    /// <summary>The width of a group that is left alone; variable ones are beyond rewriting.</summary>
    private int WidthOf(string group)
    {
        var from = group[1] != '?' ? 1 : group[2] is '<' ? group.IndexOf('>', StringComparison.Ordinal) + 1 : group[2] is '>' or '|' ? 3 : -1;
        if (from < 0)
        {
            _isFixedByOthers = true;
            return 0;
        }

        var inner = new LookbehindExpansion(Encoding.Latin1.GetBytes(group[from..^1]));
        var alternatives = inner.ReadAlternatives();
        _isFixedByOthers |= inner._isFixedByOthers;
        _tooLong |= inner._tooLong;
        _isVariable |= inner._isVariable || alternatives.Any(a => a.Width != alternatives[0].Width);
        return alternatives.Count > 0 ? alternatives[^1].Width : 0;
    }

    private void SkipGroup()
    {
        var depth = 1;
        while (_at < _body.Length && depth > 0)
        {
            switch (_body[_at++])
            {
                case '\\':
                    _at++;
                    break;
                case '[':
                    _at = _body.IndexOf(']', _at) + 1;
                    break;
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
            }
        }
    }

    private List<Alternative> Repeat(List<Alternative> item)
    {
        if (_at >= _body.Length || _body[_at] is not ('*' or '+' or '?' or '{'))
        {
            return item;
        }

        var start = _at;
        var (first, last) = ReadCounts();
        if (last < 0)
        {
            _tooLong |= item.Any(static a => a.Width > 0);
            return [.. item.Select(a => a with { Text = a.Text + _body[start.._at] })];
        }

        _isVariable |= first != last;
        if (item.Count == 1)
        {
            return [.. Enumerable.Range(first, Math.Min(last - first, 2 * LongestLookbehind) + 1).Select(count => new Alternative(
                count == 1 ? item[0].Text : string.Create(CultureInfo.InvariantCulture, $"{item[0].Text}{{{count}}}"),
                count * item[0].Width))];
        }

        var all = new List<Alternative>();
        List<Alternative> product = [new("", 0)];
        for (var count = 0; count <= last && !_needsPerl; count++)
        {
            all.AddRange(count >= first ? product : []);
            product = Join(product, item);
        }

        return all;
    }

    private (int First, int Last) ReadCounts()
    {
        var sign = _body[_at++];
        var counts = sign switch { '*' => (0, -1), '+' => (1, -1), '?' => (0, 1), _ => default };
        if (sign == '{')
        {
            var end = _body.IndexOf('}', _at);
            var parts = _body[_at..end].Split(',');
            var first = int.Parse(parts[0], CultureInfo.InvariantCulture);
            var last = parts.Length == 1 ? first : parts[1].Length == 0 ? -1 : int.Parse(parts[1], CultureInfo.InvariantCulture);
            counts = (first, last);
            _at = end + 1;
        }

        if (_at < _body.Length && _body[_at] is '?' or '+')
        {
            _needsPerl |= _body[_at] == '+' && counts.Item1 != counts.Item2;
            _at++;
        }

        return counts;
    }

    private List<Alternative> Join(List<Alternative> first, List<Alternative> second)
    {
        if ((long)first.Count * second.Count > 4 * MostAlternatives)
        {
            _needsPerl = true;
            return first;
        }

        return [.. first.SelectMany(a => second.Select(b => new Alternative(a.Text + b.Text, a.Width + b.Width)))];
    }

    private readonly record struct Alternative(string Text, int Width);
}
