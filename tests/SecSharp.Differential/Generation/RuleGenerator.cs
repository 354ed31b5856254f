namespace SecSharp.Differential.Generation;

/// <summary>Makes the text of rules: fields, one a line.</summary>
internal sealed class RuleGenerator
{
    private readonly Dice _dice;
    private readonly TextGenerator _texts;
    private readonly PatternGenerator _patterns;
    private readonly ContextExpressionGenerator _contexts;
    private readonly ActionGenerator _actions;

    public RuleGenerator(Dice dice, bool odd)
    {
        _dice = dice;
        _texts = new TextGenerator(dice, odd);
        _patterns = new PatternGenerator(dice);
        _contexts = new ContextExpressionGenerator(dice);
        _actions = new ActionGenerator(dice, _texts, odd);
    }

    /// <summary>A rule of any type but Options.</summary>
    /// <param name="label">A label further down the file, or null.</param>
    public List<string> Rule(string? label) => _dice.Next(20) switch
    {
        0 or 1 or 2 or 3 or 4 => Single(label),
        5 => Suppress(label),
        6 or 7 => SingleWithSuppress(label),
        8 or 9 or 10 => SingleWithThreshold(label),
        11 or 12 => SingleWith2Thresholds(label),
        13 or 14 => Pair(label),
        15 => Calendar(),
        16 => Jump(label),
        _ => EventGroup(label),
    };

    private List<string> Single(string? label)
    {
        var fields = Begin("Single", label, out var scope);
        fields.Add("desc=" + _texts.Description(scope));
        fields.Add("action=" + _actions.List(scope));
        return fields;
    }

    private List<string> Suppress(string? label)
    {
        var fields = Begin("Suppress", label, out _);
        fields.RemoveAll(static field => field.StartsWith("continue", StringComparison.Ordinal));
        if (_dice.Chance(60))
        {
            fields.Add("desc=not wanted");
        }

        return fields;
    }

    private List<string> SingleWithSuppress(string? label)
    {
        var fields = Begin("SingleWithSuppress", label, out var scope);
        fields.Add("desc=" + _texts.Description(scope));
        fields.Add("action=" + _actions.List(scope));
        fields.Add("window=" + Vocabulary.Seconds(_dice));
        return fields;
    }

    private List<string> SingleWithThreshold(string? label)
    {
        var fields = Begin("SingleWithThreshold", label, out var scope);
        fields.Add("desc=" + _texts.Description(scope));
        fields.Add("action=" + _actions.List(scope));
        if (_dice.Chance(50))
        {
            fields.Add("action2=write - a2 %s %u; " + _actions.List(scope));
        }

        fields.Add("window=" + Vocabulary.Seconds(_dice));
        fields.Add("thresh=" + _dice.Pick("1", "2", "2", "3", "4"));
        return fields;
    }

    private List<string> SingleWith2Thresholds(string? label)
    {
        var fields = Begin("SingleWith2Thresholds", label, out var scope);
        fields.Add("desc=" + _texts.Description(scope));
        fields.Add("action=" + _actions.List(scope));
        fields.Add("window=" + Vocabulary.Seconds(_dice));
        fields.Add("thresh=" + _dice.Pick("1", "2", "2", "3"));
        fields.Add("desc2=" + _texts.Description(scope));
        fields.Add("action2=write - low %s %u; " + _actions.List(scope));
        fields.Add("window2=" + Vocabulary.Seconds(_dice));
        fields.Add("thresh2=" + _dice.Pick("0", "1", "1", "2"));
        return fields;
    }

    private List<string> Pair(string? label)
    {
        var withWindow = _dice.Chance(50);
        var first = _patterns.Pattern();
        var fields = new List<string> { "type=" + _patterns.Case(withWindow ? "PairWithWindow" : "Pair") };
        var scope = Match(fields, first, "", label, percent: false);
        var second = _patterns.Second(first);
        var both = Match(fields, second, "2", label, first.Groups > 0 || first.Names.Length > 0);
        both = both with { Groups = Math.Max(both.Groups, scope.Groups) };
        fields.Add("desc=" + _texts.Description(scope));
        fields.Add("action=write - first %s %u; " + _actions.List(scope));
        fields.Add("desc2=" + _texts.Description(both));
        fields.Add("action2=write - second %s %u <%1> [$1]; " + _actions.List(both));
        if (withWindow || _dice.Chance(80))
        {
            fields.Add("window=" + (withWindow ? "" : _dice.Pick("", "", "0")) + Vocabulary.Seconds(_dice));
        }

        return fields;
    }

    private List<string> Calendar()
    {
        var fields = new List<string>
        {
            "type=" + _patterns.Case("Calendar"),
            "time=" + _dice.Pick(
                "* * * * *", "*/5 * * * *", "0-59/7 * * * *", "0 * * * *", "0 0 * * *", "*/10 */2 * * 0-6", "1,2,3 * 1-31 * *", "* * 0 * *",
                "* * * 1-6,7-12 1-5", "30 23 * * 6,7", "* * * * * 20-30", "* * 28-31 2,11 *", "5-10,20 * * * *"),
            "desc=" + _texts.Text(Scope.Nothing, action: false),
            "action=write - cal %u; " + _actions.List(Scope.Nothing),
        };
        if (_dice.Chance(40))
        {
            fields.Add("context=" + _contexts.Expression(Scope.Nothing));
        }

        return fields;
    }

    private List<string> Jump(string? label)
    {
        var fields = Begin("Jump", label, out var scope);
        if (_dice.Chance(90))
        {
            fields.Add("cfset=" + _dice.Pick("one", "one", "two", "one two", "two none", "set_$1", "$1"));
        }

        if (_dice.Chance(40))
        {
            fields.Add("constset=" + _dice.Pick("yes", "no", "No"));
        }

        return fields;
    }

    private List<string> EventGroup(string? label)
    {
        var events = _dice.Pick(1, 1, 2, 2, 3, 4);
        var fields = new List<string> { "type=" + _patterns.Case("EventGroup") + (events == 1 ? _dice.Pick("", "1") : events.ToString()) };
        var tokens = _dice.Chance(40);
        var scope = Scope.Nothing;
        for (var number = 1; number <= events; number++)
        {
            var suffix = number == 1 ? "" : number.ToString();
            var own = Match(fields, _patterns.Pattern(), suffix, label, percent: false);
            scope = number == 1 ? own : scope with { Rank = Math.Max(scope.Rank, own.Rank), Groups = Math.Max(scope.Groups, own.Groups) };
            if (_dice.Chance(60))
            {
                fields.Add($"thresh{suffix}=" + _dice.Pick("1", "1", "2", "3"));
            }

            if (_dice.Chance(40))
            {
                fields.Add($"count{suffix}=" + _actions.List(own));
            }

            if (tokens && _dice.Chance(60))
            {
                fields.Add($"egtoken{suffix}=" + _dice.Pick("a", "$1", "b $2", "x$$", "%s"));
            }
        }

        fields.Add("desc=" + _texts.Description(scope));
        fields.Add("action=write - group %s %u; " + _actions.List(scope));
        AddOptional(fields, "init", scope);
        AddOptional(fields, "end", scope);
        AddOptional(fields, "slide", scope);
        if (_dice.Chance(50))
        {
            fields.Add("multact=" + _dice.Pick("yes", "no", "Yes"));
        }

        if (tokens)
        {
            var (type, pattern) = _dice.UsesPerl && _dice.Chance(60) ? new PerlGenerator(_dice).GroupPattern() : _dice.Pick(("SubStr", "1"), ("SubStr", "a a"), ("RegExp", "^\\S+ \\S+$"), ("NRegExp", "ann$"), ("RegExp", "(\\w+) \\1"), ("NSubStr", "a\\sa"));
            fields.Add("egptype=" + _patterns.Case(type));
            fields.Add("egpattern=" + pattern);
        }

        fields.Add("window=" + Vocabulary.Seconds(_dice));
        return fields;
    }

    private void AddOptional(List<string> fields, string field, Scope scope)
    {
        if (_dice.Chance(40))
        {
            fields.Add($"{field}=write - {field} %s %u; " + _actions.List(scope));
        }
    }

    private List<string> Begin(string type, string? label, out Scope scope)
    {
        var fields = new List<string> { "type=" + _patterns.Case(type) };
        scope = Match(fields, _patterns.Pattern(), "", label, percent: false);
        return fields;
    }

    /// <summary>Adds the fields of one match: pattern, varmap, context, continue.</summary>
    private Scope Match(List<string> fields, GeneratedPattern pattern, string suffix, string? label, bool percent)
    {
        fields.Add($"ptype{suffix}={pattern.Type}");
        fields.Add($"pattern{suffix}={pattern.Text}");
        var scope = new Scope(pattern.Groups, pattern.Names, pattern.Rank) { Percent = percent };
        if ((pattern.Type.StartsWith("regexp", StringComparison.OrdinalIgnoreCase) || pattern.Type.StartsWith("perlfunc", StringComparison.OrdinalIgnoreCase)) && _dice.Chance(30))
        {
            var cache = Vocabulary.CacheName(_dice);
            var (map, names) = _dice.Pick(
                (cache, Array.Empty<string>()), (cache, []), ($"{cache}; u=1", ["u"]), ("u=1;h=2", ["u", "h"]), ("all=0", ["all"]),
                ($"u=2; {cache}; zz=9", ["u", "zz"]), ("u=1; u=2", ["u"]));
            fields.Add($"varmap{suffix}={map}");
            scope = scope with { Names = [.. pattern.Names, .. names] };
        }

        if (_dice.Chance(25))
        {
            fields.Add($"context{suffix}=" + _contexts.Expression(scope));
        }

        if (_dice.Chance(85))
        {
            fields.Add($"continue{suffix}=" + (label is not null && _dice.Chance(20)
                ? "GoTo " + label
                : _dice.Pick("TakeNext", "TakeNext", "TakeNext", "TakeNext", "TakeNext", "TakeNext", "TakeNext", "takenext", "DontCont", "EndMatch")));
        }

        return scope;
    }
}
