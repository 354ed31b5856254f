using System.Globalization;
using System.Text;

namespace SecSharp.Patterns.Pcre2;

/// <content>Everything that begins with a parenthesis. perlre(1), Extended Patterns and Special Backtracking Control Verbs.</content>
internal sealed partial class PerlSyntax
{
    private bool _conditionFollows;

    private void ScanOpening()
    {
        var start = _at;
        if (StartsWith("(*"u8))
        {
            ScanVerb(start);
        }
        else if (StartsWith("(?"u8))
        {
            _at += 2;
            ScanExtended(start);
        }
        else
        {
            _at++;
            OpenCapture(start, null);
        }

        _conditionFollows = false;
    }

    private void ScanExtended(int start)
    {
        var kind = AtEnd ? -1 : _source[_at++];
        switch (kind)
        {
            case '#':
                var end = Array.IndexOf(_source, (byte)')', _at);
                if (end < 0)
                {
                    Fail("The comment (?#... is not closed", start);
                    return;
                }

                _at = end + 1;
                break;
            case ':' or '>' or '=' or '!' or '|':
                Open(start, [(byte)'(', (byte)'?', (byte)kind]);
                break;
            case '<' when Current is '=' or '!':
                Open(start, [(byte)'(', (byte)'?', (byte)'<', _source[_at++]]);
                break;
            case '<':
                OpenCapture(start, ReadName('>', start));
                break;
            case '\'':
                OpenCapture(start, ReadName('\'', start));
                break;
            case 'P':
                ScanPythonGroup(start);
                break;
            case '&':
                ScanCall(start, _at, byName: true);
                break;
            case 'R' or >= '0' and <= '9':
            case '+' or '-' when Current >= 0 && char.IsAsciiDigit((char)Current):
                ScanCall(start, _at - 1, byName: false);
                break;
            case '(':
                ScanCondition(start);
                break;
            case '{':
            case '?' when Current == '{':
                Fail("Perl code can't stand in a regular expression of a rule", start, "use a pattern of type PerlFunc");
                break;
            case '[':
                FailWithoutPerl("(?[ ])", start);
                break;
            default:
                _at--;
                ScanModifiers(start);
                break;
        }
    }

    private void ScanPythonGroup(int start)
    {
        switch (AtEnd ? -1 : _source[_at++])
        {
            case '<':
                OpenCapture(start, ReadName('>', start));
                break;
            case '=':
                if (ReadName(')', start) is { } name)
                {
                    EmitNamedReference(name, start);
                }

                break;
            case '>':
                ScanCall(start, _at, byName: true);
                break;
            default:
                FailUnknown(start);
                break;
        }
    }

    private void FailUnknown(int start)
    {
        var end = Math.Min(_source.Length, start + 4);
        Fail(
            $"'{Encoding.Latin1.GetString(_source, start, end - start)}' begins nothing that is known",
            start,
            "write \\( for a parenthesis that stands for itself");
    }

    private void OpenCapture(int start, string? name)
    {
        if (name is null && _modifiers.NoCapture)
        {
            Open(start, "(?:"u8);
            return;
        }

        Open(start, name is null ? "("u8 : Encoding.ASCII.GetBytes($"(?<{ShortName(name)}>"));
        _groups++;
    }

    private void Open(int start, ReadOnlySpan<byte> text)
    {
        _triesEveryStart |= _atStart && text.EndsWith("?="u8);
        var output = _output.Length;
        Emit(text, start);
        _open.Push(new Group(start, _modifiers)
        {
            Output = output,
            Captures = text.Length == 1 || (text[^1] == '>' && text.StartsWith("(?<"u8)),
            ResetsNumbers = text.SequenceEqual("(?|"u8),
            FirstNumber = _groups,
            IsCondition = _conditionFollows,
            KeepsStart = _atStart && (text.SequenceEqual("(?"u8) || text[^1] is (byte)'=' or (byte)'!' || text.StartsWith("(?("u8)),
            Lookbehind = text.Length == 4 && text[2] == '<' && text[3] is (byte)'=' or (byte)'!' ? _output.Length : -1,
        });
        _repeatable = Repeatable.Nothing;
    }

    private void ScanClosing()
    {
        var at = _at++;
        if (!_open.TryPop(out var group))
        {
            Fail("The closing parenthesis has no opening one", at, "write \\) for a parenthesis that stands for itself");
            return;
        }

        _modifiers = group.Outside;
        if (group.ResetsNumbers)
        {
            _groups = Math.Max(_groups, group.HighestNumber);
        }

        if (group.Lookbehind >= 0)
        {
            CloseLookbehind(group);
        }

        Emit(")"u8, at);
        _repeatable = group.IsCondition ? Repeatable.Nothing : group.Captures ? Repeatable.Capture : Repeatable.Item;
        _itemAt = group.Output;
        _atStart = group.KeepsStart;
    }

    /// <summary>PCRE2 looks back by alternatives of fixed length: other lookbehinds are written as such.</summary>
    private void CloseLookbehind(Group group)
    {
        var expansion = new LookbehindExpansion(_output.Span[group.Lookbehind..]);
        switch (expansion.Expand())
        {
            case LookbehindLength.TooLong:
                Fail("The lookbehind could be longer than 255 characters", group.Start, "use quantifiers with a highest count");
                break;
            case LookbehindLength.NeedsPerl:
                FailWithoutPerl("A lookbehind of this many lengths, or with groups that capture", group.Start);
                break;
            case LookbehindLength.Expanded:
                _output.Truncate(group.Lookbehind);
                _origins.RemoveRange(group.Lookbehind, _origins.Count - group.Lookbehind);
                Emit(expansion.Text, group.Start);
                break;
        }
    }

    private void ScanCondition(int start)
    {
        if (StartsWith("?="u8) || StartsWith("?!"u8) || StartsWith("?<"u8) || StartsWith("*"u8))
        {
            Open(start, "(?"u8);
            _at--;
            _conditionFollows = true;
            ScanOpening();
            return;
        }

        if (StartsWith("?{"u8))
        {
            Fail("Perl code can't stand in a regular expression of a rule", start, "use a pattern of type PerlFunc");
            return;
        }

        var end = Array.IndexOf(_source, (byte)')', _at);
        var text = end < 0 ? "" : Encoding.Latin1.GetString(_source, _at, end - _at);
        var name = text.Length > 2 && (text[0], text[^1]) is ('<', '>') or ('\'', '\'') ? text[1..^1] : "";
        var isNumber = IsNumber(text, allowSign: false) && text[0] != '0';
        var isRecursion = text == "R" || (text.StartsWith('R') && IsNumber(text[1..], allowSign: false))
            || (text.StartsWith("R&", StringComparison.Ordinal) && IsName(text[2..]));
        if (!isNumber && !isRecursion && text != "DEFINE" && !IsName(name))
        {
            Fail("The condition of (?(...)...) is not known", start, "write (?(1)...), (?(<NAME>)...) or (?(?=...)...)");
            return;
        }

        if (isNumber)
        {
            _again |= _groupsInAll == int.MaxValue;
            text = int.Parse(text, CultureInfo.InvariantCulture) <= _groupsInAll ? text : "?!";
        }
        else if (IsName(name))
        {
            text = $"<{ShortName(name)}>";
        }

        _at = end + 1;
        Open(start, Encoding.ASCII.GetBytes($"(?({text})"));
    }

    private void ScanVerb(int start)
    {
        var end = _at + 2;
        while (end < _source.Length && _source[end] is not ((byte)':' or (byte)')'))
        {
            end++;
        }

        var name = Encoding.Latin1.GetString(_source, Math.Min(start + 2, end), end - Math.Min(start + 2, end));
        var hasArgument = end < _source.Length && _source[end] == ':';
        var opening = name switch
        {
            "pla" or "positive_lookahead" => "(?=",
            "nla" or "negative_lookahead" => "(?!",
            "plb" or "positive_lookbehind" => "(?<=",
            "nlb" or "negative_lookbehind" => "(?<!",
            "atomic" => "(?>",
            _ => null,
        };
        if (opening is not null && hasArgument)
        {
            _at = end + 1;
            Open(start, Encoding.ASCII.GetBytes(opening));
            return;
        }

        if (name is "sr" or "script_run" or "asr" or "atomic_script_run")
        {
            FailWithoutPerl($"(*{name}:...)", start);
            return;
        }

        var close = Array.IndexOf(_source, (byte)')', Math.Min(end, _source.Length));
        if (close < 0 || !(name is "ACCEPT" or "COMMIT" or "F" or "FAIL" or "MARK" or "PRUNE" or "SKIP" or "THEN" || (name == "" && hasArgument)))
        {
            Fail($"There is no verb (*{name})", start, "write \\( for a parenthesis that stands for itself");
            return;
        }

        EmitAnchor(_source.AsSpan(start, close + 1 - start), start);
        _at = close + 1;
    }
}
