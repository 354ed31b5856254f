using System.Text;

namespace SecSharp.Differential.Generation;

/// <summary>Makes rule files: rules with labels between them, in half of the files with rough edges.</summary>
internal sealed class RuleFileGenerator(Dice dice, bool odd)
{
    private readonly RuleGenerator _rules = new(dice, odd);
    private readonly RuleBreaker _breaker = new(dice);

    public string File()
    {
        var text = new StringBuilder();
        var rough = dice.Chance(50);
        if (dice.Chance(35))
        {
            text.Append(dice.Pick("type=Options\n", "type=options\n"));
            text.Append(dice.Chance(80) ? "joincfset=" + dice.Pick("one", "one two", "two", "set_ann", "ann one") + "\n" : "");
            text.Append(dice.Chance(60) ? "procallin=" + dice.Pick("no", "no", "yes") + "\n\n" : "\n");
        }

        var count = dice.Between(2, 9);
        for (var number = 0; number < count; number++)
        {
            var label = number + 1 < count && dice.Chance(40) ? "L" + dice.Between(number + 1, count - 1) : null;
            var fields = _rules.Rule(label);
            if (rough && dice.Chance(25))
            {
                _breaker.Break(fields);
            }

            foreach (var field in fields)
            {
                text.Append(rough ? Rough(field) : field).Append('\n');
            }

            text.Append(rough ? dice.Pick("\n", "\n", " \t\n", "# a comment\n", "  # type=Single\n", "\n\n") : "\n");
            text.Append($"label=L{number + 1}\n\n");
        }

        return text.ToString();
    }

    private string Rough(string field)
    {
        var equals = field.IndexOf('=', StringComparison.Ordinal);
        return dice.Next(20) switch
        {
            0 when equals > 0 => field[..equals] + dice.Pick(" =", " = ", "\t= ", "= ") + field[(equals + 1)..],
            1 => dice.Pick("  ", "\t") + field + dice.Pick("", " ", "  \t"),
            2 => "rem=a remark \\\n  over two lines\n" + field,
            3 or 4 => Continued(field),
            _ => field,
        };
    }

    /// <summary>The field over two lines, broken at a blank.</summary>
    private string Continued(string field)
    {
        var blank = field.IndexOf(' ', field.Length / 2);
        return blank < 0 || field[blank - 1] == '\\'
            ? field
            : field[..blank] + dice.Pick("\\\n ", " \\\n", " \\\n\t ", "\\ \n ") + field[(blank + 1)..];
    }
}
