namespace SecSharp.Differential.Generation;

/// <summary>Puts a fault into a rule, or what looks like one.</summary>
internal sealed class RuleBreaker(Dice dice)
{
    public void Break(List<string> fields)
    {
        var index = dice.Next(fields.Count);
        var field = fields[index];
        var equals = field.IndexOf('=', StringComparison.Ordinal);
        var name = field[..equals];
        switch (dice.Next(10))
        {
            case 0:
                fields.RemoveAt(index);
                break;
            case 1:
                fields.Add(dice.Pick("nosuch=1", "window=5", "thresh=2", "desc2=x", "action3=none", "label2=x", "thresh4=1", "script=x", "Desc=d", "multact=maybe"));
                break;
            case 2:
                fields.Add(field);
                break;
            case 3:
                fields[index] = name + "=";
                break;
            case 4:
                (fields[0], fields[index]) = (fields[index], fields[0]);
                break;
            case 5:
                fields[index] = name + dice.Pick("", " ") + dice.Pick(":", "", name.StartsWith("context", StringComparison.Ordinal) ? "" : "==") + field[(equals + 1)..];
                break;
            default:
                fields[index] = name + "=" + Broken(name, field[(equals + 1)..]);
                break;
        }
    }

    private string Broken(string name, string value) => name.TrimEnd('2', '3', '4') switch
    {
        "type" => dice.Pick("Singles", "EventGroup0", "EventGroup01", "Pair2", "EventGroup10", ""),
        "ptype" => dice.Pick("RegExp0", "SubStr01", "RegExpr", "TValue2", "Cached1", "NTValue", "regexp 1", "PerlFunk"),
        "pattern" or "egpattern" => dice.Pick("(", "a)", "[", "*a", "a{2,1}", "\\", "(?<1>a)", "maybe", "not a name", "(?'u'x)", "a++", "\\Qa.b\\E$"),
        "window" or "thresh" => dice.Pick("0", "-1", "1.5", "x", "007", "1 0", "+3", "99999999999999999999"),
        "context" => dice.Pick("(", "K1 &&", "K1 K2", "!", "K1 & K2", "[K1", "(K1))", "K1 || && K2", "[!K1]", "varset", "varset not a name", "((K1))", "!!K1", "K1!", "a(b)c", "[K1] && K2"),
        "continue" => dice.Pick("GoTo nowhere", "GoTo", "TakeNext x", "Next", "goto L1", "GoTo L 1"),
        "varmap" => dice.Pick("1=u", "u=x", "u", "u=1;", ";u=1", "u==1", "u=1,h=2", "u=01", "a b=1", "u=1 ; ; h=2"),
        "time" => dice.Pick("* * * *", "60 * * * *", "* 24 * * *", "* * 32 * *", "* * * 0 *", "* * * * 8", "*/0 * * * *", "5-1 * * * *", "* * * * * *", "* * * * * 100", "a * * * *", "1,,2 * * * *", "*-5 * * * *"),
        "cfset" => dice.Pick("", "one,two", "one  two", "$"),
        "multact" or "constset" => dice.Pick("maybe", "YES", "y", "1"),
        "desc" => dice.Pick("", " ", "$", "%"),
        _ => BrokenList(value),
    };

    private string BrokenList(string list) => dice.Next(14) switch
    {
        0 => list + ";",
        1 => list + "; ;",
        2 => list + "; nosuch x",
        3 => list + "; write",
        4 => list + " (",
        5 => list + "; create K1 5 (write - x",
        6 => list + "; if v1 (none)",
        7 => list + "; if %v1 none",
        8 => list + "; assign v1 x",
        9 => list + "; getwpos %v1 d d",
        10 => list + "; if %v1 () else (none)",
        11 => list + "; WRITE - upper",
        12 => list + "; create; delete; set K1; report; event; reset; logonly; alias K1; add K1; free",
        _ => list + "; while %v9 (); none x; break x; else (none)",
    };
}
