namespace SecSharp.RuleTests.Coverage;

/// <summary>What tests have touched of a rule.</summary>
/// <param name="file">The rule file, as tests have named it.</param>
/// <param name="line">Line at which the rule begins.</param>
/// <param name="type">Its type.</param>
/// <param name="description">Its desc field.</param>
internal sealed class RuleCoverage(string file, int line, string type, string description)
{
    public string File => file;

    public int Line => line;

    public string Type => type;

    public string Description => description;

    /// <summary>Whether a line has been tried on it, or its time has come.</summary>
    public bool IsTried { get; set; }

    public bool HasMatched { get; set; }

    /// <summary>Where it can go one way or another, in the order of its fields.</summary>
    public required IReadOnlyList<CoveragePoint> Points { get; init; }

    /// <summary>What no test has touched, in words.</summary>
    public IEnumerable<string> Gaps => this switch
    {
        { IsTried: false } => ["was never tried"],
        { HasMatched: false } => Points.OfType<Decision>()
            .Where(static decision => decision is { IsAlwaysFalse: true, IsPattern: false })
            .Select(static decision => decision.Gap!)
            .Prepend("has never matched"),
        _ => Points.Select(static point => point.Gap).OfType<string>(),
    };
}
