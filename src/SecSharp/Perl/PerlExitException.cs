namespace SecSharp.Perl;

/// <summary>
/// Perl code has called exit: the program is to end at once with this code, without processing anything more, as it does
/// under the reference.
/// </summary>
public sealed class PerlExitException : Exception
{
    /// <summary>Without a message.</summary>
    public PerlExitException()
    {
    }

    /// <inheritdoc/>
    public PerlExitException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public PerlExitException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="code">The exit code, 0 to 255.</param>
    public PerlExitException(int code)
        : base($"Perl code has ended the program with exit({code}).") => Code = code;

    /// <summary>The exit code.</summary>
    public int Code { get; }
}
