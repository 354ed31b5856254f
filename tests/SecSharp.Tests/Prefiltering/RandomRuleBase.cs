using System.Text;

namespace SecSharp.Tests.Prefiltering;

/// <summary>Random rules and traces over few words, so that much happens.</summary>
internal sealed class RandomRuleBase(Random random)
{
    private static readonly string[] Words =
        ["login", "logout", "failed", "accepted", "session", "closed", "opened", "kernel", "eth0", "link", "down", "up", "user", "disk"];

    private static readonly string[] Users = ["bob", "alice", "x", "", "root*", "a.b", "4321", "deadbeef99"];

    private static readonly string[] Contexts = ["C1", "C2", "C3"];

    private bool _manyLines;

    public IReadOnlyList<(string Name, string Text)> Files(bool manyLines)
    {
        _manyLines = manyLines;
        var files = new List<(string, string)> { ("main.sec", Rules(random.Next(3, 14), "")) };
        files.Add(("set.sec", "type=options\njoincfset=SET\nprocallin=no\n\n" + Rules(random.Next(1, 5), "")));
        if (random.Next(2) == 0)
        {
            files.Add(("more.sec", Rules(random.Next(1, 70), "type=suppress\nptype=regexp\npattern=nothing ever\n\n")));
        }

        return files;
    }

    public string Trace()
    {
        var trace = new StringBuilder();
        var now = 1_700_000_000L;
        for (var count = 0; count < 120; count++)
        {
            now += random.Next(4) == 0 ? random.Next(8) : 0;
            trace.Append(now);
            for (var words = random.Next(1, 6); words > 0; words--)
            {
                trace.Append(' ').Append(Word());
            }

            trace.Append(" for ").Append(Pick(Users)).Append(random.Next(3) == 0 ? " end" : "").Append('\n');
        }

        return trace.ToString();
    }

    private string Rules(int count, string filler)
    {
        var text = new StringBuilder();
        for (var number = 0; number < count; number++)
        {
            text.Append(filler.Length > 0 && random.Next(8) != 0 ? filler : Rule(number));
        }

        return text.ToString();
    }

    private string Rule(int number)
    {
        switch (random.Next(12))
        {
            case 0:
                return $"type=suppress\n{Match("", true)}\n\n";
            case 1:
                return $"type=jump\n{Match("", true)}\ncontinue=takenext\ncfset=SET{(random.Next(3) == 0 ? " SET" : "")}\n\n";
            case 2:
                return $"type=singlewiththreshold\n{Match("", true)}\n{Continue()}desc={Description(number)}\naction={Actions()}\nwindow={random.Next(1, 6)}\nthresh={random.Next(1, 4)}\n\n";
            case 3:
                return $"type=singlewithsuppress\n{Match("", true)}\n{Continue()}desc={Description(number)}\naction={Actions()}{Event()}\nwindow={random.Next(1, 6)}\n\n";
            case 4:
                return $"type=eventgroup2\n{Match("", true)}\n{Match("2", true)}\n{Continue()}desc=group {number}\naction={Actions()}\nwindow={random.Next(2, 9)}\n\n";
            case 5 or 6 or 7:
                return $"type={(random.Next(3) == 0 ? "pairwithwindow" : "pair")}\n{Match("", true)}\n{Continue()}desc={Description(number)}\naction={Actions()}\n"
                    + $"{Second()}\ndesc2=second $1 %1\naction2={Actions()}\nwindow={random.Next(0, 7)}\n\n";
            default:
                return $"type=single\n{Match("", true)}\n{Continue()}desc={Description(number)}\naction={Actions()}\n\n";
        }
    }

    private string Continue() => random.Next(5) switch { 0 => "", 1 => "continue=endmatch\n", _ => "continue=takenext\n" };

    private string Description(int number) => random.Next(2) == 0 ? $"rule {number}" : $"rule {number} for $1";

    private string Match(string suffix, bool context)
    {
        var lines = _manyLines && random.Next(3) == 0 ? "2" : "";
        var pattern = random.Next(9) switch
        {
            0 => $"ptype{suffix}=substr{lines}\npattern{suffix}={Word()}",
            1 => $"ptype{suffix}=nregexp{lines}\npattern{suffix}={Word()}|{Word()}",
            2 => $"ptype{suffix}=tvalue\npattern{suffix}={(random.Next(4) == 0 ? "false" : "true")}",
            3 => $"ptype{suffix}=cached\npattern{suffix}=ENTRY",
            4 => $"ptype{suffix}=regexp{lines}\npattern{suffix}=(?i){Word()} {Word().ToUpperInvariant()}",
            5 => $"ptype{suffix}=regexp{lines}\npattern{suffix}=({Word()}|{Word()}).* for (\\S+)\nvarmap{suffix}=ENTRY",
            _ => $"ptype{suffix}=regexp{lines}\npattern{suffix}={Word()}.* for (\\S*)",
        };
        return context && random.Next(3) == 0 ? $"{pattern}\ncontext{suffix}={Context()}" : pattern;
    }

    private string Context()
    {
        var context = random.Next(3) switch { 0 => Pick(Contexts), 1 => $"!{Pick(Contexts)}", _ => $"{Pick(Contexts)} || {Pick(Contexts)}" };
        return random.Next(3) switch { 0 => context, _ => $"[{context}]" };
    }

    private string Second()
    {
        if (random.Next(4) == 0)
        {
            return Match("2", true);
        }

        var pattern = random.Next(7) switch
        {
            0 => $"ptype2=substr\npattern2=for $1",
            1 => $"ptype2=regexp\npattern2={Word()}.* for $1 end",
            2 => $"ptype2=nregexp\npattern2={Word()}.* for $1",
            3 => $"ptype2=regexp\npattern2=(?i){Word()}.* FOR $1",
            4 => $"ptype2=regexp{(_manyLines ? "2" : "")}\npattern2=for $1",
            5 => $"ptype2=regexp\npattern2=for $1+",
            _ => $"ptype2=regexp\npattern2= for ($1)",
        };
        return random.Next(4) == 0 ? $"{pattern}\ncontext2={Context()}" : pattern;
    }

    private string Actions()
    {
        var actions = new List<string>();
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            actions.Add(random.Next(11) switch
            {
                0 => $"create {Pick(Contexts)} {random.Next(0, 5)} ( write - ended; {Inner()} )",
                1 => $"delete {Pick(Contexts)}",
                2 => $"setctime %u {Pick(Contexts)}",
                3 => $"set {Pick(Contexts)} {random.Next(1, 4)}",
                4 => $"rewrite 1 {Word()} {Word()} for {Pick(Users)}",
                5 => $"add {Pick(Contexts)} {Word()}",
                6 => $"reset +{random.Next(0, 3)} %s",
                7 => $"obsolete {Pick(Contexts)}",
                8 => "reset",
                _ => "write - matched %s $1",
            });
        }

        return string.Join("; ", actions);
    }

    /// <summary>An event, only in rules that do not react to each line: else events without end would bring about each other.</summary>
    private string Event() => random.Next(3) == 0 ? $"; event {random.Next(0, 3)} {Word()} {Word()} for $1" : "";

    private string Inner() => random.Next(3) switch { 0 => $"rewrite 1 {Word()} for x", 1 => $"create {Pick(Contexts)} 2", _ => "none" };

    private string Word() => Pick(Words);

    private string Pick(string[] words) => words[random.Next(words.Length)];
}
