namespace SecSharp.Cli.Control;

/// <summary>Answers the requests that come over the <see cref="ControlSocket"/>.</summary>
internal interface IControlRequests
{
    /// <summary>Begins to answer: lines are sent over the connection, at once or later, which is closed in the end.</summary>
    /// <param name="request">The request line, without its newline.</param>
    /// <param name="connection">Where the answer goes.</param>
    /// <returns>What is disposed of when the connection ends, by whomever; null for nothing.</returns>
    IDisposable? Begin(ReadOnlySpan<byte> request, ControlConnection connection);
}
