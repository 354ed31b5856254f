namespace SecSharp.Cli.Options;

/// <summary>What an option takes.</summary>
internal enum OptionKind
{
    /// <summary>Nothing; it may be negated: --name, --noname.</summary>
    Flag,

    /// <summary>Nothing; the program says something and ends.</summary>
    Command,

    /// <summary>A text.</summary>
    Text,

    /// <summary>An integer of 0 or more.</summary>
    Number,

    /// <summary>An integer of 1 or more.</summary>
    PositiveNumber,

    /// <summary>A decimal number of 0 or more.</summary>
    Decimal,
}

/// <summary>An option of the command line. Parser, help, manual page and completions are made from these.</summary>
/// <param name="Name">Its name without dashes.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="ValueName">What stands for the value in the help; empty without a value.</param>
/// <param name="Help">What it does, in a line or two.</param>
internal sealed record Option(string Name, OptionKind Kind, string ValueName, string Help)
{
    /// <summary>Whether it may be given several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The default as the help shows it; null where there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Another name, as -? for --help; null for none.</summary>
    public string? Synonym { get; init; }

    /// <summary>The only values possible; empty: any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Names with which a command line may give it, without dashes: that of a flag, and its negation.</summary>
    public IReadOnlyList<string> Names => Kind == OptionKind.Flag ? [Name, "no" + Name] : [Name];

    /// <summary>Whether its value is, or begins with, the name of a file.</summary>
    public bool TakesFile => Kind == OptionKind.Text && ValueName.Split('[')[0] is "FILE" or "PATTERN" or "PROGRAM" or "SOCKET" or "LOG";

    /// <summary>How it is written on a command line.</summary>
    public string Signature => this switch
    {
        { Kind: OptionKind.Flag } => $"--{Name}, --no{Name}",
        { Kind: OptionKind.Command, Synonym: { } synonym } => $"--{Name}, -{synonym}",
        { TakesValue: true } => $"--{Name}={ValueName}{(IsRepeatable ? " ..." : "")}",
        _ => $"--{Name}",
    };

    /// <summary>What it does, and its default where there is one.</summary>
    public string HelpWithDefault
    {
        get
        {
            var value = this switch
            {
                { Kind: OptionKind.Flag, Default: null } when Name == "jointbuf" => null,
                { Kind: OptionKind.Flag } => $"--{Default ?? "no" + Name}",
                _ => Default,
            };
            return value is null ? Help : $"{Help} (default: {value})";
        }
    }

    /// <summary>Whether the reference has no such option: a shortened name means one of the reference's if it can.</summary>
    public bool IsExtension { get; init; }

    /// <summary>Whether a value follows.</summary>
    public bool TakesValue => Kind is not (OptionKind.Flag or OptionKind.Command);
}
