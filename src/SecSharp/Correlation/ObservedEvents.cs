namespace SecSharp.Correlation;

/// <summary>The events in the window of an operation.</summary>
/// <param name="Status">What the operation waits for, in the words of the reference.</param>
/// <param name="Times">When they have occurred, in seconds since Epoch.</param>
internal sealed record ObservedEvents(string Status, long[] Times)
{
    /// <summary>EventGroup: the number of the pattern that each has matched, from 1 on.</summary>
    public int[]? Patterns { get; init; }

    /// <summary>EventGroup with an event group pattern: the token of each.</summary>
    public ByteString[]? Tokens { get; init; }

    /// <summary>EventGroup: whether each token is the number of its pattern, because the rule names none for it.</summary>
    public bool[]? AreNumbers { get; init; }
}
