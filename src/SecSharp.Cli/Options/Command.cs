namespace SecSharp.Cli.Options;

/// <summary>What the program can be. Help, manual page and completions are made from these.</summary>
/// <param name="Name">The first argument; empty for the daemon, which has none.</param>
/// <param name="Summary">What it does, on one line without a full stop.</param>
/// <param name="Arguments">What follows the name on the command line.</param>
/// <param name="Options">Its options.</param>
/// <param name="Run">Runs it with the arguments after its name; returns the exit status.</param>
internal sealed record Command(string Name, string Summary, string Arguments, IReadOnlyList<Option> Options, Func<IReadOnlyList<string>, int> Run)
{
    /// <summary>What else the help says: whole lines; empty for nothing.</summary>
    public string Details { get; init; } = "";

    /// <summary>The words that may follow besides options, for completion; empty: names of files.</summary>
    public IReadOnlyList<string> Operands { get; init; } = [];

    /// <summary>How it is called.</summary>
    public string Usage => Name.Length == 0 ? $"sec {Arguments}" : $"sec {Name} {Arguments}";

    /// <summary>The summary as a sentence.</summary>
    public string Sentence => $"{char.ToUpperInvariant(Summary[0])}{Summary[1..]}.";

    /// <summary>Shows the help or the version when the command line asks for it.</summary>
    public bool ShowsAbout(OptionValues values)
    {
        if (values.Flag("help") == true)
        {
            Console.Out.Write(HelpText.Of(this));
            return true;
        }

        if (values.Flag("version") == true)
        {
            Console.Out.WriteLine(Program.VersionText);
            return true;
        }

        return false;
    }
}
