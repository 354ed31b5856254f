using System.Collections.Immutable;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Regexes;

/// <summary>
/// Takes a regular expression apart that <see cref="PerlSyntax"/> has rewritten: comments and the blanks of /x are gone, and
/// PCRE2 has found it valid. It gives up at what has no place in the tree: conditions, verbs, branches with the same numbers.
/// </summary>
internal sealed class RegexTreeParser
{
    private const int Deepest = 60;

    private readonly byte[] _text;
    private readonly int[] _origins;
    private int _at;
    private int _depth;
    private int _groups;
    private bool _gaveUp;

    private RegexTreeParser(PerlPattern pattern)
    {
        _text = pattern.Text;
        _origins = pattern.Origins;
    }

    private static ByteSet Digits { get; } = ByteSet.Range('0', '9');

    private static ByteSet Word { get; } = ByteSet.Where(static value => value < 128 && (char.IsAsciiLetterOrDigit((char)value) || value == '_'));

    private static ByteSet Space { get; } = ByteSet.Where(static value => value is ' ' or (>= '\t' and <= '\r'));

    /// <summary>Null where the expression is not understood.</summary>
    public static RegexNode? Parse(PerlPattern pattern)
    {
        var parser = new RegexTreeParser(pattern);
        var root = parser.Alternatives(default);
        return parser._gaveUp || parser._at < parser._text.Length ? null : root;
    }

    private int Current => Following(0);

    private int Origin => _origins[Math.Min(_at, _origins.Length - 1)];

    private int Following(int distance) => _at + distance < _text.Length ? _text[_at + distance] : -1;

    private ReferenceNode GiveUp()
    {
        _gaveUp = true;
        _at = _text.Length;
        return new ReferenceNode(0);
    }

    private RegexNode Alternatives(Modes modes)
    {
        if (++_depth > Deepest)
        {
            return GiveUp();
        }

        var start = Origin;
        var branches = ImmutableArray.CreateBuilder<RegexNode>();
        branches.Add(Sequence(ref modes));
        while (Current == '|')
        {
            _at++;
            branches.Add(Sequence(ref modes));
        }

        _depth--;
        return branches.Count == 1 ? branches[0] : new AlternativesNode(start, branches.ToImmutable());
    }

    private RegexNode Sequence(ref Modes modes)
    {
        var start = Origin;
        var items = ImmutableArray.CreateBuilder<RegexNode>();
        while (Current is not (-1 or '|' or ')'))
        {
            if (Item(ref modes) is { } item)
            {
                items.Add(Quantified(item));
            }
        }

        return items.Count == 1 ? items[0] : new SequenceNode(start, items.ToImmutable());
    }

    /// <summary>The next part; null for a change of modes.</summary>
    private RegexNode? Item(ref Modes modes)
    {
        var start = Origin;
        switch (Current)
        {
            case '(':
                return Group(ref modes);
            case '[':
                return new SetNode(start, Class(modes));
            case '\\':
                return Escape(modes);
            case '^':
                _at++;
                return new AnchorNode(start, modes.EveryLine ? AnchorKind.Other : AnchorKind.Begin);
            case '$':
                _at++;
                return new AnchorNode(start, modes.EveryLine ? AnchorKind.Other : AnchorKind.End);
            case '.':
                _at++;
                return new SetNode(start, modes.DotAll ? ByteSet.All : ~default(ByteSet).With('\n'));
            default:
                return new SetNode(start, Fold(default(ByteSet).With(_text[_at++]), modes));
        }
    }

    private RegexNode Quantified(RegexNode item)
    {
        int least, most;
        switch (Current)
        {
            case '*':
                (least, most) = (0, -1);
                break;
            case '+':
                (least, most) = (1, -1);
                break;
            case '?':
                (least, most) = (0, 1);
                break;
            case '{' when Following(1) is >= '0' and <= '9':
                _at++;
                least = Number();
                most = Current == ',' ? -1 : least;
                _at += Current == ',' ? 1 : 0;
                most = Current is >= '0' and <= '9' ? Number() : most;
                break;
            default:
                return item;
        }

        _at++;
        var isPossessive = Current == '+';
        _at += Current is '+' or '?' ? 1 : 0;
        return new RepeatNode(item.Start, item, least, most, isPossessive);
    }

    private int Number()
    {
        var number = 0;
        while (Current is >= '0' and <= '9')
        {
            number = (number * 10) + Current - '0';
            _at++;
        }

        return number;
    }

    private RegexNode? Group(ref Modes modes)
    {
        var start = Origin;
        _at++;
        if (Current != '?')
        {
            return Current == '*' ? GiveUp() : Captured(start, modes);
        }

        _at++;
        switch (Current)
        {
            case ':':
                _at++;
                return new GroupNode(start, Inside(modes), 0, false);
            case '>':
                _at++;
                return new GroupNode(start, Inside(modes), 0, true);
            case '=' or '!':
                _at++;
                return new LookNode(start, Inside(modes));
            case '<' when Following(1) is '=' or '!':
                _at += 2;
                return new LookNode(start, Inside(modes));
            case '<':
                return SkipPast('>') ? Captured(start, modes) : GiveUp();
            case '&' or 'R' or (>= '0' and <= '9') or '+':
                return SkipPast(')') ? new ReferenceNode(start) : GiveUp();
            case '-' when Following(1) is >= '0' and <= '9':
                return SkipPast(')') ? new ReferenceNode(start) : GiveUp();
            case '(' or '|' or 'P' or '\'':
                return GiveUp();
            default:
                return ModeChange(start, ref modes);
        }
    }

    private GroupNode Captured(int start, Modes modes)
    {
        var number = ++_groups;
        return new GroupNode(start, Inside(modes), number, false);
    }

    private RegexNode Inside(Modes modes)
    {
        var body = Alternatives(modes);
        if (Current != ')')
        {
            return GiveUp();
        }

        _at++;
        return body;
    }

    private bool SkipPast(char end)
    {
        var at = Array.IndexOf(_text, (byte)end, _at);
        _at = at + 1;
        return at >= 0;
    }

    private RegexNode? ModeChange(int start, ref Modes modes)
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
                case 's':
                    changed.DotAll = on;
                    break;
                case 'm':
                    changed.EveryLine = on;
                    break;
                case ':':
                    _at++;
                    return new GroupNode(start, Inside(changed), 0, false);
                case ')':
                    _at++;
                    modes = changed;
                    return null;
                default:
                    return GiveUp();
            }
        }
    }

    private RegexNode Escape(Modes modes)
    {
        var start = Origin;
        var kind = Following(1);
        switch (kind)
        {
            case 'A':
                _at += 2;
                return new AnchorNode(start, AnchorKind.Begin);
            case 'z' or 'Z':
                _at += 2;
                return new AnchorNode(start, AnchorKind.End);
            case 'b' or 'B' or 'G' when Following(2) != '{':
                _at += 2;
                return new AnchorNode(start, AnchorKind.Other);
            case >= '1' and <= '9':
                _at++;
                Number();
                return new ReferenceNode(start);
            case 'g' or 'k':
                return Following(2) is '{' or '<' && SkipPast(Following(2) == '{' ? '}' : '>') ? new ReferenceNode(start) : GiveUp();
            default:
                return Member() is { } set ? new SetNode(start, Fold(set, modes)) : GiveUp();
        }
    }

    /// <summary>A class in square brackets.</summary>
    private ByteSet Class(Modes modes)
    {
        _at++;
        var isNegated = Current == '^';
        _at += isNegated ? 1 : 0;
        var set = default(ByteSet);
        for (var isFirst = true; Current != ']' || isFirst; isFirst = false)
        {
            if (Current < 0 || (Current == '[' && Following(1) is ':' or '.' or '=') || Member(inClass: true) is not { } member)
            {
                GiveUp();
                return default;
            }

            if (Current == '-' && Following(1) is not (']' or -1) && member.Count == 1)
            {
                _at++;
                if (Member(inClass: true) is not { Count: 1 } last)
                {
                    GiveUp();
                    return default;
                }

                member = ByteSet.Range(Only(member), Only(last));
            }

            set |= member;
        }

        _at++;
        set = Fold(set, modes);
        return isNegated ? ~set : set;
    }

    /// <summary>A byte or an escape for bytes; null where it is not understood.</summary>
    private ByteSet? Member(bool inClass = false)
    {
        if (Current != '\\')
        {
            return Current < 0 ? null : default(ByteSet).With(_text[_at++]);
        }

        var kind = Following(1);
        _at += 2;
        switch (kind)
        {
            case 'd':
                return Digits;
            case 'D':
                return ~Digits;
            case 'w':
                return Word;
            case 'W':
                return ~Word;
            case 's':
                return Space;
            case 'S':
                return ~Space;
            case 'N':
                return ~default(ByteSet).With('\n');
            case 'n':
                return default(ByteSet).With('\n');
            case 't':
                return default(ByteSet).With('\t');
            case 'r':
                return default(ByteSet).With('\r');
            case 'f':
                return default(ByteSet).With('\f');
            case 'b' when inClass:
                return default(ByteSet).With('\b');
            case 'x' when IsHex(Current) && IsHex(Following(1)):
                var value = Convert.ToInt32($"{(char)Current}{(char)Following(1)}", 16);
                _at += 2;
                return default(ByteSet).With(value);
            default:
                return kind >= 0 && !char.IsAsciiLetterOrDigit((char)kind) ? default(ByteSet).With(kind) : null;
        }
    }

    private static bool IsHex(int value) => value >= 0 && char.IsAsciiHexDigit((char)value);

    private static int Only(ByteSet set)
    {
        var value = 0;
        while (!set.Contains(value))
        {
            value++;
        }

        return value;
    }

    private static ByteSet Fold(ByteSet set, Modes modes) => modes.IgnoreCase
        ? ByteSet.Where(value => set.Contains(value) || (value < 128 && char.IsAsciiLetter((char)value) && set.Contains(value ^ 0x20)))
        : set;

    private record struct Modes
    {
        public bool IgnoreCase { get; set; }

        public bool DotAll { get; set; }

        public bool EveryLine { get; set; }
    }
}
