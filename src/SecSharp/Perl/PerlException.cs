namespace SecSharp.Perl;

/// <summary>Perl code that does not compile, or does not yield what it must.</summary>
public sealed class PerlException : Exception
{
    /// <summary>Without a message.</summary>
    public PerlException()
    {
    }

    /// <inheritdoc/>
    public PerlException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public PerlException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
