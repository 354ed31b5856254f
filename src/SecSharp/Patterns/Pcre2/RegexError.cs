namespace SecSharp.Patterns.Pcre2;

/// <summary>Why a regular expression can't be used.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Offset">Where in the pattern as its author wrote it, in bytes from the start.</param>
/// <param name="Hint">What would be right, where that can be told.</param>
internal sealed record RegexError(string Message, int Offset, string? Hint)
{
    /// <summary>Whether the pattern is valid Perl that only Perl itself can run.</summary>
    public bool NeedsPerl { get; init; }
}

/// <summary>Something in a valid regular expression that its author hardly means.</summary>
/// <param name="Message">What the regular expression does there.</param>
/// <param name="Offset">Where in the pattern, in bytes from the start.</param>
internal sealed record RegexWarning(string Message, int Offset);

/// <summary>A name of groups. Several groups can have one name; its value is that of the first one that is set.</summary>
internal sealed record RegexGroupName(ByteString Name, int[] Numbers);

/// <summary>What a match ran out of.</summary>
internal enum RegexLimit
{
    /// <summary>Steps: the pattern backtracks too much on this subject.</summary>
    Steps,

    /// <summary>Memory for backtracking.</summary>
    Memory,

    /// <summary>A group of the pattern calls itself without matching anything in between.</summary>
    Recursion,
}
