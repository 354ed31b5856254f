namespace SecSharp.Perl;

/// <summary>There is no Perl that can be used; the message says what to install.</summary>
public sealed class PerlUnavailableException : Exception
{
    /// <summary>Without a message.</summary>
    public PerlUnavailableException()
    {
    }

    /// <inheritdoc/>
    public PerlUnavailableException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public PerlUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
