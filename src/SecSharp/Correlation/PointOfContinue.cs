namespace SecSharp.Correlation;

/// <summary>Where the search for matching rules goes on after a match. sec(1), CONFIGURATION FILES.</summary>
/// <param name="Next">Number of the next rule of the file to try; <see cref="EndOfFile"/> or <see cref="EndOfAll"/>.</param>
internal sealed record PointOfContinue(int Next)
{
    /// <summary>The search ends in this rule file (DontCont).</summary>
    public const int EndOfFile = int.MaxValue;

    /// <summary>The search ends in all rule files (EndMatch).</summary>
    public const int EndOfAll = -1;

    /// <summary>DontCont.</summary>
    public static PointOfContinue DontCont { get; } = new(EndOfFile);

    /// <summary>EndMatch.</summary>
    public static PointOfContinue EndMatch { get; } = new(EndOfAll);
}
