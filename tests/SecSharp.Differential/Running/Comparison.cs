namespace SecSharp.Differential.Running;

/// <summary>How a comparison went.</summary>
internal enum Verdict
{
    /// <summary>The outputs are equal.</summary>
    Equal,

    /// <summary>The outputs differ, and the reference's does not depend on the order in which it walks its hashes.</summary>
    Different,

    /// <summary>The reference has no defined order for what the case does.</summary>
    Unordered,

    /// <summary>The outputs differ, and so do the numbers of loaded rules.</summary>
    DifferentRules,

    /// <summary>The reference did not come to an end.</summary>
    Endless,
}

/// <summary>How a case has come out.</summary>
/// <param name="Verdict">How the outputs compare.</param>
/// <param name="Expected">What the reference has done.</param>
/// <param name="Actual">What this engine has done.</param>
internal sealed record ComparisonResult(Verdict Verdict, RunOutcome Expected, RunOutcome Actual)
{
    /// <summary>How an output begins that an exception has cut short.</summary>
    public const string Failed = "FAILED ";

    /// <summary>Whether this is the same kind of difference as another.</summary>
    public bool IsLike(ComparisonResult other) =>
        Verdict == other.Verdict
        && Actual.Output.StartsWith(Failed, StringComparison.Ordinal) == other.Actual.Output.StartsWith(Failed, StringComparison.Ordinal);
}

/// <summary>Compares the outputs of the reference and of this engine, with the literal prefilter and without it.</summary>
internal sealed class Comparison(Reference reference)
{
    /// <summary>
    /// Whether outputs with the same lines in another order count as unordered: what ends in the same second has no order in
    /// the reference, though it may look so in all hash orders tried.
    /// </summary>
    public bool IgnoresOrder { get; init; }

    private static bool SameLines(string expected, string actual) =>
        expected.Split('\n').Order(StringComparer.Ordinal).SequenceEqual(actual.Split('\n').Order(StringComparer.Ordinal));

    /// <summary>Compares the outputs of a case.</summary>
    /// <param name="which">The case.</param>
    /// <param name="orders">In how many other hash orders to run the reference when the outputs differ.</param>
    public ComparisonResult Compare(Case which, int orders = int.MaxValue)
    {
        if (reference.Run(which) is not { } expected)
        {
            var nothing = new RunOutcome("", "");
            return new ComparisonResult(Verdict.Endless, nothing, nothing);
        }

        var actual = Actual(which, expected.Output, PrefilterMode.Yes);
        if (actual.Output == expected.Output)
        {
            actual = Actual(which, expected.Output, PrefilterMode.No);
        }

        var verdict = actual.Output == expected.Output ? Verdict.Equal
            : IgnoresOrder && SameLines(expected.Output, actual.Output) ? Verdict.Unordered
            : reference.RunInOtherOrders(which).Take(orders).Any(other => other?.Output != expected.Output) ? Verdict.Unordered
            : actual.Loaded == expected.Loaded ? Verdict.Different
            : Verdict.DifferentRules;
        return new ComparisonResult(verdict, expected, actual);
    }

    private static RunOutcome Actual(Case which, string expected, PrefilterMode prefilter)
    {
        var run = Task.Run(() => Replayed.Run(which, (expected.Length * 10L) + 100_000, prefilter: prefilter));
        try
        {
            return run.Wait(TimeSpan.FromSeconds(20)) ? run.Result : new RunOutcome("It runs on and on.", "");
        }
        catch (AggregateException failure)
        {
            return new RunOutcome(ComparisonResult.Failed + failure.InnerException, "");
        }
    }
}
