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

    /// <summary>The reference did not come to an end.</summary>
    Endless,
}

/// <summary>A case with both outputs.</summary>
internal sealed record ComparisonResult(Verdict Verdict, string Expected, string Actual)
{
    /// <summary>How an output begins that an exception has cut short.</summary>
    public const string Failed = "FAILED ";

    /// <summary>Whether two results are differences of one kind: of outputs, or by an exception.</summary>
    public bool IsLike(ComparisonResult other) =>
        Verdict == other.Verdict && Actual.StartsWith(Failed, StringComparison.Ordinal) == other.Actual.StartsWith(Failed, StringComparison.Ordinal);
}

/// <summary>Compares the outputs of the reference and of this engine.</summary>
internal sealed class Comparison(Reference reference)
{
    /// <summary>Compares the outputs of a case.</summary>
    /// <param name="which">The case.</param>
    /// <param name="orders">In how many other hash orders to run the reference when the outputs differ.</param>
    public ComparisonResult Compare(Case which, int orders = int.MaxValue)
    {
        if (reference.Run(which) is not { } expected)
        {
            return new ComparisonResult(Verdict.Endless, "", "");
        }

        var actual = Actual(which, expected);
        if (actual == expected)
        {
            return new ComparisonResult(Verdict.Equal, expected, actual);
        }

        var differs = reference.RunInOtherOrders(which).Take(orders).Any(other => other != expected);
        return new ComparisonResult(differs ? Verdict.Unordered : Verdict.Different, expected, actual);
    }

    private static string Actual(Case which, string expected)
    {
        var run = Task.Run(() => Replayed.Run(which, (expected.Length * 10L) + 100_000));
        try
        {
            return run.Wait(TimeSpan.FromSeconds(20)) ? run.Result : "It runs on and on.";
        }
        catch (AggregateException failure)
        {
            return ComparisonResult.Failed + failure.InnerException;
        }
    }
}
