namespace SecSharp.Differential.Generation;

/// <summary>
/// The words that generated rules and traces share, chosen so that most lines match some rules.
/// </summary>
/// <remarks>
/// Events of rank 0 come from the trace, those of higher ranks from event actions only; a rule makes events only of ranks
/// above those that it matches, so that no case runs on for ever.
/// </remarks>
internal static class Vocabulary
{
    /// <summary>The rank of patterns that may match any line.</summary>
    public const int HighestRank = 3;

    private static readonly string[] _input = ["login", "login", "login", "login", "fail", "fail", "fail", "up", "scan"];

    private static readonly string[] _oddUsers =
        ["e+f", "g$1", "%s", "h\\x", "(i", "%v1", "\xe9\xff", "$$", "j'k", "l|m", "0"];

    /// <summary>A word that lines of the rank begin with.</summary>
    public static string Word(Dice dice, int rank) => rank == 0 ? dice.Pick<string>(_input) : "syn" + rank;

    /// <summary>A user name, with <paramref name="odd"/> now and then one that means something to a parser.</summary>
    public static string User(Dice dice, bool odd) => !odd || dice.Chance(85) ? dice.Pick("ann", "ann", "ann", "bob", "bob", "eve", "c.d")
        : dice.Pick<string>(_oddUsers);

    public static string Host(Dice dice) => dice.Pick("h1", "h1", "h2", "h3");

    /// <summary>A size of a window or a lifetime; gaps of traces lie around these.</summary>
    public static string Seconds(Dice dice) => dice.Pick("1", "2", "2", "3", "5", "5", "10", "10", "30", "60", "100", "3600");

    public static string Context(Dice dice) => dice.Pick("K1", "K1", "K2", "K2", "K3");

    public static string Variable(Dice dice) => dice.Pick("v1", "v1", "v2", "v3");

    public static string CacheName(Dice dice) => dice.Pick("CA1", "CA1", "CA2");
}
