namespace SecSharp.Differential.Generation;

/// <summary>Makes traces: lines of all kinds, with gaps around the sizes of windows.</summary>
/// <param name="dice">The source of choices.</param>
/// <param name="odd">Whether values may hold characters that mean something to parsers.</param>
internal sealed class TraceGenerator(Dice dice, bool odd)
{
    public List<string> Trace()
    {
        var time = dice.Pick(1700000000L, 1709251170L, 1703979000L, 1711846000L, 946684790L) + dice.Next(5000);
        var lines = new List<string>();
        for (var count = dice.Between(20, 80); count > 0; count--)
        {
            time += Gap();
            lines.Add(dice.Chance(3) ? time.ToString() : $"{time} {Line()}");
        }

        lines.Add($"{time + dice.Pick(0, 1, 2)} PROBE");
        if (dice.Chance(50))
        {
            lines.Add((time + dice.Pick(11, 61, 101, 121)).ToString());
        }

        return lines;
    }

    private int Gap() => dice.Next(80) switch
    {
        < 30 => 0,
        < 52 => dice.Pick(1, 1, 2, 3),
        < 66 => dice.Pick(1, 2, 3, 4, 5, 6, 10, 11),
        < 74 => dice.Pick(9, 10, 11, 29, 30, 31, 32),
        < 79 => dice.Pick(59, 60, 61, 62, 99, 100, 101, 102),
        _ => dice.Pick(300, 3599, 3601, 3661),
    };

    private string Line() => dice.Next(30) switch
    {
        0 => "",
        1 => dice.Pick(" ", "   ", "\t"),
        2 => !odd ? "ann bob ann" : dice.Pick("\xe9\xff", "a\\b $1 %s", "%", "$", "ann bob ann", "# no comment", "\\", "x;y (z", "SEC_STARTUP", "login"),
        3 => "PROBE",
        4 => $"{Vocabulary.Word(dice, 0)}  {Vocabulary.User(dice, odd)}\t{Vocabulary.Host(dice)} n={dice.Next(10)} ",
        5 => $"{Vocabulary.Word(dice, 0)} {Vocabulary.User(dice, odd)} nohost",
        6 => $"{Vocabulary.Word(dice, 0)} {Vocabulary.User(dice, odd)} {Vocabulary.Host(dice)}",
        7 => $"syn{dice.Between(1, 3)} {Vocabulary.User(dice, odd)} {Vocabulary.Host(dice)} n={dice.Next(10)}",
        _ => $"{Vocabulary.Word(dice, 0)} {Vocabulary.User(dice, odd)} {Vocabulary.Host(dice)} n={dice.Next(10)}",
    };
}
