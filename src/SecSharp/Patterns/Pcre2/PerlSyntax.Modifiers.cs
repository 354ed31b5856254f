using System.Text;

namespace SecSharp.Patterns.Pcre2;

/// <content>(?FLAGS) and (?FLAGS:...). perlre(1), Modifiers.</content>
internal sealed partial class PerlSyntax
{
    private void ScanModifiers(int start)
    {
        var outside = _modifiers;
        var modifiers = _modifiers;
        var on = "";
        var off = "";
        var negative = false;
        var rules = "";
        var reset = Current == '^';
        var blanks = 0;
        if (reset)
        {
            _at++;
            modifiers = new Modifiers(Rules: DefaultRules);
        }

        while (true)
        {
            var flag = AtEnd ? '\0' : (char)_source[_at++];
            switch (flag)
            {
                case 'i':
                    modifiers = modifiers with { IgnoreCase = !negative };
                    break;
                case 'x':
                    blanks++;
                    modifiers = modifiers with { Extended = !negative, BlanksInClasses = !negative && blanks > 1 };
                    break;
                case 'n':
                    modifiers = modifiers with { NoCapture = !negative };
                    break;
                case 'a' or 'd' or 'l' or 'u' when !negative:
                    rules += flag;
                    break;
                case 'm' or 's' or 'p' or 'o' or 'g' or 'c':
                    break;
                case '-' when !negative && !reset:
                    negative = true;
                    blanks = 0;
                    break;
                case ')' or ':':
                    _modifiers = modifiers with { Rules = RulesOf(rules, modifiers.Rules, start) };
                    CloseModifiers(start, flag, outside, reset, on, off);
                    return;
                default:
                    FailUnknown(start);
                    return;
            }

            if (flag is 'i' or 'm' or 's')
            {
                (on, off) = negative ? (on, off + flag) : (on + flag, off);
            }
        }
    }

    private CharacterRules DefaultRules => _unicode ? CharacterRules.Unicode : CharacterRules.Default;

    private CharacterRules RulesOf(string letters, CharacterRules rules, int start)
    {
        switch (letters)
        {
            case "":
                return rules;
            case "a" or "aa":
                return CharacterRules.Ascii;
            case "u":
                return CharacterRules.Unicode;
            case "d":
                return DefaultRules;
            case "l":
                FailWithoutPerl("(?l), matching by the locale,", start);
                return rules;
            default:
                Fail($"The modifiers '{letters}' can't stand together", start, "one of a, aa, d and u is possible");
                return rules;
        }
    }

    private void CloseModifiers(int start, char end, Modifiers outside, bool reset, string on, string off)
    {
        var flags = (reset ? "^" : "") + on + (off.Length > 0 ? "-" + off : "");
        if (end == ':')
        {
            var inside = _modifiers;
            _modifiers = outside;
            Open(start, Encoding.ASCII.GetBytes($"(?{flags}:"));
            _modifiers = inside;
            return;
        }

        if (flags.Length > 0)
        {
            Emit(Encoding.ASCII.GetBytes($"(?{flags})"), start);
        }

        _repeatable = Repeatable.Nothing;
    }
}
