using System.Net.Sockets;
using SecSharp.Cli.Options;

namespace SecSharp.Cli.Control;

/// <summary>Asks a running daemon over its control socket.</summary>
internal static class ControlClient
{
    /// <summary>Sends a request and copies the answer, until it ends.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="request">The request, one line without a newline.</param>
    /// <param name="output">Where the answer goes, piece by piece as it comes.</param>
    /// <exception cref="UsageException">No daemon listens there.</exception>
    public static void Ask(string path, byte[] request, Stream output)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.Send([.. request, (byte)'\n']);
            var piece = new byte[64 * 1024];
            for (int read; (read = socket.Receive(piece)) > 0;)
            {
                output.Write(piece, 0, read);
                output.Flush();
            }
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw new UsageException($"can't talk to a daemon at {path} ({exception.Message}): is it running, with --control={path}, and are you its user?");
        }
    }
}
