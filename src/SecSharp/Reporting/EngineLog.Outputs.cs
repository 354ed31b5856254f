namespace SecSharp.Reporting;

/// <summary>Messages about files and sockets that are written to, and about dumps.</summary>
internal sealed partial class EngineLog
{
    public void Writing(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text) =>
        Write(LogLevel.Debug, $"Writing event '{text}' to file '{path}'");

    public void OutputClosing(ReadOnlySpan<byte> path) => Write(LogLevel.Debug, $"Closing file '{path}'");

    public void FileNotOpen(ReadOnlySpan<byte> path) => Write(LogLevel.Debug, $"File '{path}' is not open: nothing to close");

    public void OutputFailed(string destination, string reason) =>
        Write(LogLevel.Error, $"Can't write to '{destination}': {reason}. Tried again at the next event; until it works, failures are only counted");

    public void OutputWorksAgain(string destination, long eventsLost) =>
        Write(LogLevel.Notice, $"Writing to '{destination}' works again; {eventsLost} events were lost");

    public void DumpWritten(string path) => Write(LogLevel.Debug, $"Dump to {path} completed");

    public void DumpFailed(string path, string reason) => Write(LogLevel.Error, $"Can't write the dump to {path}: {reason}");

    public void Sending(ReadOnlySpan<byte> text, string kind, ReadOnlySpan<byte> peer) =>
        Write(LogLevel.Debug, $"Sending event '{text}' to {kind} '{peer}'");

    public void SocketClosing(string kind, ReadOnlySpan<byte> peer) =>
        Write(LogLevel.Debug, $"Closing the socket for {kind} '{peer}'");

    public void SocketNotOpen(string kind, ReadOnlySpan<byte> peer) =>
        Write(LogLevel.Debug, $"No socket for {kind} '{peer}' is open: nothing to close");

    public void ClosedByPeer(string kind, ByteString peer) =>
        Write(LogLevel.Debug, $"The connection to {kind} '{peer}' was closed by the peer");

    public void SendingAgain(string kind, ByteString peer, string reason) =>
        Write(LogLevel.Debug, $"Sending to {kind} '{peer}' has failed ({reason}): trying again");
}
