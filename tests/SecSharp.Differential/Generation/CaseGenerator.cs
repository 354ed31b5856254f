using System.Text;

namespace SecSharp.Differential.Generation;

/// <summary>Makes a whole case from a seed; the same case from the same seed.</summary>
internal static class CaseGenerator
{
    private static readonly string[] _probed = ["K1", "K2", "K3", "U_ann", "U_bob", "U_", "H_h1", "H_", "A1", "_THIS"];

    public static Case Generate(long seed, bool usesPerl = false)
    {
        var dice = new Dice((ulong)seed) { UsesPerl = usesPerl };

        // SEC 2.9.1 substitutes variables inside the values of $:{entry:name}, against its manual; so not both in one case.
        var odd = dice.Chance(50);
        var rules = new RuleFileGenerator(dice, odd);
        var files = new List<RuleFileText>();
        for (var count = dice.Pick(1, 1, 2, 3); count > 0; count--)
        {
            files.Add(new RuleFileText($"r{files.Count}.sec", rules.File()));
        }

        files.Add(new RuleFileText("z.sec", Probe()));
        return new Case([.. Options(dice)], [.. files], [.. new TraceGenerator(dice, odd).Trace()]);
    }

    private static List<string> Options(Dice dice)
    {
        var options = new List<string>();
        AddIf(options, dice.Chance(20), "--intevents");
        AddIf(options, dice.Chance(35), "--intcontexts");
        AddIf(options, dice.Chance(15), "--bufsize=" + dice.Between(3, 5));
        AddIf(options, dice.Chance(25), dice.Pick("--jointbuf", "--nojointbuf"));
        AddIf(options, dice.Chance(15), "--evstoresize=" + dice.Between(1, 5));
        AddIf(options, dice.Chance(12), "--cleantime=" + dice.Pick("0", "2", "5"));
        return options;
    }

    private static void AddIf(List<string> options, bool condition, string option)
    {
        if (condition)
        {
            options.Add(option);
        }
    }

    /// <summary>A rule that shows, on the line PROBE, which contexts there are and what they and the variables hold.</summary>
    private static string Probe()
    {
        var text = new StringBuilder("type=Single\nptype=SubStr\npattern=PROBE\ndesc=probe\naction=");
        foreach (var name in _probed)
        {
            text.Append($"exists %pe {name}; getsize %ps {name}; free %pl; getltime %pl {name}; free %pc; getctime %pc {name}; free %pd; ");
            text.Append($"copy {name} %pd; write - PROBE {name} %pe <%ps> %pl %pc [%pd]; ");
        }

        return text.Append("write - VARS %v1|%v2|%v3|%u\n").ToString();
    }
}
