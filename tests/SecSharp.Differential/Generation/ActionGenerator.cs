namespace SecSharp.Differential.Generation;

/// <summary>Makes action lists of all actions that stay inside the engine or go to standard output.</summary>
internal sealed class ActionGenerator(Dice dice, TextGenerator texts, bool odd)
{
    /// <summary>A list of one to four actions.</summary>
    public string List(Scope scope)
    {
        var actions = new List<string>();
        for (var count = dice.Between(1, scope.Depth == 0 ? 4 : 2); count > 0; count--)
        {
            actions.Add(Action(scope));
        }

        return string.Join(dice.Pick("; ", "; ", ";", " ; "), actions);
    }

    private string Action(Scope scope) => dice.UsesPerl && dice.Chance(30) ? new PerlGenerator(dice).Action(scope, odd) : dice.Next(22) switch
    {
        0 or 1 or 2 or 3 or 4 => Write(scope),
        5 or 6 => Create(scope),
        7 => End(scope),
        8 or 9 => Store(scope),
        10 => Take(scope),
        11 or 12 => Query(scope),
        13 => Change(scope),
        14 or 15 => Event(scope),
        16 or 17 => Operation(scope),
        18 or 19 => Assign(scope),
        20 => Flow(scope),
        _ => Other(scope),
    };

    private string Write(Scope scope) => dice.Next(10) switch
    {
        0 => "write -",
        1 => "writen - " + texts.Text(scope, action: true) + "%.nl",
        2 => $"write - ({texts.Text(scope, action: true)}; {texts.MatchVariable(scope)})",
        3 => "write - %s %u",
        4 => "write - [%v1|%v2|%v3] %s",
        _ => "write - " + texts.Text(scope, action: true),
    };

    private string Create(Scope scope)
    {
        var name = Name(scope);
        return dice.Next(8) switch
        {
            0 => "create " + name,
            1 => $"create {name} {Time(scope)}",
            2 => $"set {name} {dice.Pick("-", Time(scope))}",
            3 => $"set {name} {dice.Pick("-", Time(scope))} {Nested(scope)}",
            4 => $"create {name} {dice.Pick("-", "0", Time(scope))} {Nested(scope)}",
            _ => $"create {name} {Time(scope)} {Nested(scope)}",
        };
    }

    private string Nested(Scope scope)
    {
        var inner = scope with { Depth = scope.Depth + 1, InContext = true, InLoop = false };
        return scope.Depth >= 2 ? "(write - over %s %u)" : "(" + dice.Pick("", " ") + List(inner) + dice.Pick("", " ") + ")";
    }

    private string End(Scope scope) => dice.Next(5) switch
    {
        0 => "unalias " + Name(scope),
        1 or 2 => "obsolete " + Name(scope),
        _ => "delete " + Name(scope),
    };

    private string Store(Scope scope)
    {
        if (scope.InLoop)
        {
            return Write(scope);
        }

        var text = dice.Next(6) switch
        {
            0 => "",
            1 => " a%.nlb",
            2 => " %{.nl}x%.nl%{.nl}y%.nl",
            _ => " " + texts.Text(scope, action: true),
        };
        return dice.Pick("add ", "add ", "prepend ", "fill ") + Name(scope) + text;
    }

    private string Take(Scope scope)
    {
        var variable = Vocabulary.Variable(dice);
        return dice.Next(6) switch
        {
            0 => $"pop {Name(scope)} %{variable}",
            1 => $"shift {Name(scope)} %{variable}",
            2 => $"empty {Name(scope)}" + dice.Pick("", " %" + variable),
            3 => "report " + Name(scope),
            _ => $"copy {Name(scope)} %{variable}",
        } + Shown(variable);
    }

    private string Query(Scope scope)
    {
        var variable = Vocabulary.Variable(dice);
        return dice.Pick("exists", "exists", "getsize", "getsize", "getltime", "getctime", "getaliases")
            + $" %{variable} {Name(scope)}{Shown(variable)}";
    }

    private string Change(Scope scope) => dice.Next(5) switch
    {
        0 => $"setltime {Name(scope)}" + dice.Pick("", " " + Time(scope)),
        1 => $"setctime {dice.Pick("%u", "0", "%v1", "1700000000")} {Name(scope)}",
        2 => $"getctime %v2 {Name(scope)}; setctime %v2 {Name(scope)}",
        _ => $"alias {Name(scope)} " + dice.Pick(Name(scope), "A1", "A1", "A_$1"),
    };

    private string Event(Scope scope)
    {
        if (scope.Rank >= Vocabulary.HighestRank || scope.InLoop)
        {
            return Write(scope);
        }

        var word = Vocabulary.Word(dice, dice.Between(scope.Rank + 1, Vocabulary.HighestRank));
        var line = $"{word} {dice.Pick(scope.Groups > 0 ? "$1" : "ann", Vocabulary.User(dice, odd).Replace("%", "%%").Replace("$", "$$"))} h1 n={dice.Next(10)}";
        if (dice.Chance(15))
        {
            line += "%.nl" + dice.Pick("", "%{.nl}", word + " ann h2 n=1", " ") + dice.Pick("", "%.nl");
        }

        return dice.Next(7) switch
        {
            0 => $"event 0 {line}",
            1 => $"event {dice.Between(1, 12)} {line}",
            2 => $"tevent {dice.Pick("0", "1", "3", "%v1", "10")} {line}",
            3 => $"cevent {dice.Pick("CE", "CE", "K1", "C_$1")} {dice.Pick("0", "0", "1", "5")} {line}",
            4 => $"event ({line})",
            _ => $"event {line}",
        };
    }

    private string Operation(Scope scope)
    {
        var offset = dice.Pick("0", "0", "0", "-1", "+1", "1", "2", "3", "-2", "99");
        var name = dice.Pick("", " " + texts.OperationName(scope), " " + texts.OperationName(scope));
        var variable = Vocabulary.Variable(dice);
        return dice.Next(5) switch
        {
            0 => "reset " + texts.OperationName(scope),
            1 or 2 => $"reset {offset}{name}",
            3 => $"getwpos %{variable} {offset}{name}{Shown(variable)}",
            _ => $"setwpos {dice.Pick("%u", "%u", "0", "%v1", "x")} {offset}{name}",
        };
    }

    private string Assign(Scope scope)
    {
        var variable = Vocabulary.Variable(dice);
        return dice.Next(8) switch
        {
            0 => "free %" + variable,
            1 => $"assignsq %{variable} {texts.Text(scope, action: true)}{Shown(variable)}",
            2 => $"assign %{variable}{Shown(variable)}",
            3 => $"varset %{variable} {Vocabulary.CacheName(dice)}{Shown(variable)}",
            4 => $"assign %{variable} {dice.Pick("0", "1", "00", "0.0", "2", "-1", "%u", "$3")}",
            _ => $"assign %{variable} {texts.Text(scope, action: true)}",
        };
    }

    private string Flow(Scope scope)
    {
        if (scope.Depth >= 3)
        {
            return Write(scope);
        }

        var inner = scope with { Depth = scope.Depth + 1 };
        if (dice.Chance(55))
        {
            var condition = $"if %{Vocabulary.Variable(dice)} ({List(inner)})";
            return condition + (dice.Chance(50) ? $" else ({List(inner)})" : "");
        }

        var loop = inner with { InLoop = true };
        var name = Name(scope);
        var index = "n" + scope.Depth;
        return dice.Chance(50) && !scope.InLoop
            ? $"getsize %{index} {name}; while %{index} (shift {name} %e; getsize %{index} {name}; write - e=%e; {List(loop)})"
            : $"assign %{index} 1; while %{index} (free %{index}; {List(loop)})";
    }

    private string Other(Scope scope) => dice.Next(9) switch
    {
        0 => "none",
        1 => "logonly " + texts.Text(scope, action: true),
        2 or 3 when !scope.InLoop => Rewrite(scope),
        4 => "break",
        5 => "continue",
        6 => "logonly",
        _ => "write - v=%v1,%v2,%v3",
    };

    private string Rewrite(Scope scope)
    {
        var word = Vocabulary.Word(dice, dice.Between(scope.Rank, Vocabulary.HighestRank));
        return $"rewrite {dice.Pick("0", "1", "1", "2", "3", "%v1")} " + dice.Next(4) switch
        {
            0 => $"{word} $1 h2 n=1%.nl{word} bob h1 n=2",
            1 => $"{word} ann h1 n=3%.nl",
            2 => "%.nl",
            _ => $"{word} $1 h2 n=4",
        };
    }

    private string Name(Scope scope)
    {
        if (scope.InContext && dice.Chance(25))
        {
            return "_THIS";
        }

        return dice.Next(12) switch
        {
            0 or 1 or 2 when scope.Groups > 0 => "U_$1",
            3 when scope.Groups > 1 => "H_$2",
            4 when scope.Names.Length > 0 => "U_$+{" + scope.Names[0] + "}",
            5 => dice.Pick("_INTERNAL_EVENT", "_FILE_EVENT_trace", "_THIS", "%v1", "%s", "A1", "U_ann", "X$$", "%%"),
            _ => Vocabulary.Context(dice),
        };
    }

    private string Time(Scope scope) =>
        dice.Chance(12) ? dice.Pick("0", "$3", "%v1", "x", "1.5", "-1", "007") : scope.Groups > 2 && dice.Chance(15) ? "$3" : Vocabulary.Seconds(dice);

    private string Shown(string variable) => dice.Chance(70) ? $"; write - {variable}=%{variable}" : "";
}
