namespace SecSharp.Patterns.Pcre2;

/// <content>Quantifiers. perlre(1), Quantifiers.</content>
internal sealed partial class PerlSyntax
{
    private void ScanQuantifier()
    {
        var start = _at;
        if (_repeatable == Repeatable.Nothing)
        {
            Fail("The quantifier follows nothing that could be repeated", start, $"write \\{(char)_source[start]} for the character itself");
            return;
        }

        if (_repeatable == Repeatable.Repeated)
        {
            Fail("The quantifier follows another quantifier", start, "put (?:...) around what is to be repeated again");
            return;
        }

        var first = 0;
        var last = -1;
        if (Current == '{')
        {
            _ = TryReadRepeat(out first, out last, out var length);
            if (!CheckCounts(_source.AsSpan(_at, length), start))
            {
                return;
            }

            _at += length;
        }
        else
        {
            first = Current == '+' ? 1 : 0;
            last = Current == '?' ? 1 : -1;
            _at++;
        }

        if (_repeatable == Repeatable.KeepOut && last < 0)
        {
            Fail("\\K can't be repeated without end", start);
            return;
        }

        var hasSuffix = SkipSuffix(out var suffix);
        if (_repeatable is Repeatable.Anchor or Repeatable.KeepOut
            || (_repeatable == Repeatable.Capture && suffix == '+' && (first, last) is (0, -1)))
        {
            WrapItem(start);
        }

        EmitRepeat(first, last, start);
        if (hasSuffix && (last < 0 || first <= last))
        {
            Emit([suffix], _at - 1);
        }

        _repeatable = last >= 0 && first > last ? Repeatable.Nothing : Repeatable.Repeated;
    }

    /// <summary>A brace that begins no quantifier stands for itself, unless it looks like the rest of an escape.</summary>
    private void ScanBrace(int start)
    {
        if (TryReadRepeat(out _, out _, out _) && _repeatable != Repeatable.Nothing)
        {
            ScanQuantifier();
            return;
        }

        if (start > 1 && _source[start - 2] == '\\' && char.IsAsciiLetter((char)_source[start - 1]))
        {
            Fail("The brace behind an escape begins no quantifier", start, "write \\{ for a brace that stands for itself");
            return;
        }

        _at++;
        EmitCharacter('{', start);
    }

    /// <summary>Puts a group around the last item.</summary>
    private void WrapItem(int start)
    {
        var item = _output.Span[_itemAt..].ToArray();
        var origins = _origins[_itemAt..];
        _output.Truncate(_itemAt);
        _origins.RemoveRange(_itemAt, _origins.Count - _itemAt);
        Emit("(?:"u8, origins[0]);
        _output.Append(item);
        _origins.AddRange(origins);
        Emit(")"u8, start);
    }

    private void EmitRepeat(int first, int last, int start)
    {
        if (last >= 0 && first > last)
        {
            Warn($"{{{first},{last}}} never matches: the first number is higher than the second", start);
            Emit("{0}(?!)"u8, start);
            return;
        }

        Emit(
            System.Text.Encoding.ASCII.GetBytes((first, last) switch
            {
                (0, -1) => "*",
                (1, -1) => "+",
                (0, 1) => "?",
                (_, -1) => $"{{{first},}}",
                _ when first == last => $"{{{first}}}",
                _ => $"{{{first},{last}}}",
            }),
            start);
    }

    private bool SkipSuffix(out byte suffix)
    {
        suffix = 0;
        SkipIgnored();
        if (Current is not ('?' or '+'))
        {
            return false;
        }

        suffix = _source[_at++];
        return true;
    }

    /// <summary>Skips comments and, under /x, blanks.</summary>
    private void SkipIgnored()
    {
        while (StartsWith("(?#"u8) || (_modifiers.Extended && !AtEnd && IsBlankOrComment(_source[_at])))
        {
            ScanItem();
        }
    }

    /// <summary>Perl refuses leading zeros and numbers above 65534.</summary>
    private bool CheckCounts(ReadOnlySpan<byte> quantifier, int start)
    {
        for (var index = 1; index < quantifier.Length; index++)
        {
            var length = 0;
            while (char.IsAsciiDigit((char)quantifier[index + length]))
            {
                length++;
            }

            var number = quantifier.Slice(index, length);
            if (length > 1 && number[0] == '0')
            {
                Fail("A repeat count has a leading zero", start + index, "write the number without it");
                return false;
            }

            if (length > 5 || (length > 0 && int.Parse(number) > MaxRepeat))
            {
                Fail($"A repeat count is higher than {MaxRepeat}", start + index);
                return false;
            }

            index += length;
        }

        return true;
    }

    /// <summary>
    /// Whether a quantifier {N}, {N,}, {,M} or {N,M} begins here; blanks may stand inside the braces and around the comma.
    /// </summary>
    /// <param name="first">Lowest count.</param>
    /// <param name="last">Highest count; -1 for any.</param>
    /// <param name="length">Number of bytes.</param>
    private bool TryReadRepeat(out int first, out int last, out int length)
    {
        var at = _at + 1;
        length = 0;
        SkipBlanks(ref at);
        var hasFirst = TryReadCount(ref at, out first);
        last = first;
        SkipBlanks(ref at);
        if (at < _source.Length && _source[at] == ',')
        {
            at++;
            SkipBlanks(ref at);
            var hasLast = TryReadCount(ref at, out last);
            last = hasLast ? last : -1;
            hasFirst |= hasLast;
            SkipBlanks(ref at);
        }

        length = at + 1 - _at;
        return hasFirst && at < _source.Length && _source[at] == '}';
    }

    private bool TryReadCount(ref int at, out int count)
    {
        var start = at;
        count = 0;
        while (at < _source.Length && char.IsAsciiDigit((char)_source[at]))
        {
            count = Math.Min((count * 10) + _source[at] - '0', 1_000_000);
            at++;
        }

        return at > start;
    }

    private void SkipBlanks(ref int at)
    {
        while (at < _source.Length && _source[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }
    }
}
