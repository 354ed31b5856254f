using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using SecSharp.Cli.Options;

namespace SecSharp.Cli.Control;

/// <summary>Asks a running daemon over its control socket.</summary>
internal static class ControlClient
{
    /// <summary>Sends a request and copies the answer, until it ends.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="request">The request, one line without a newline.</param>
    /// <param name="output">Where the answer goes, piece by piece as it comes.</param>
    /// <exception cref="UsageException">No daemon listens there, or it refuses the request.</exception>
    public static void Ask(string path, byte[] request, Stream output)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            socket.Send([.. request, (byte)'\n']);
            var first = ReceiveStart(socket);
            if (first.AsSpan().StartsWith(Refusal))
            {
                throw new UsageException(ErrorIn(first));
            }

            output.Write(first);
            var piece = new byte[64 * 1024];
            for (int read; (read = socket.Receive(piece)) > 0;)
            {
                output.Write(piece, 0, read);
            }
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw new UsageException($"can't talk to a daemon at {path} ({exception.Message}): is it running, with --control={path}, and are you its user?");
        }
    }

    private static ReadOnlySpan<byte> Refusal => "{\"error\":"u8;

    /// <summary>Receives until it is clear whether the request is refused, and then the whole refusal.</summary>
    private static byte[] ReceiveStart(Socket socket)
    {
        var start = new List<byte>();
        var piece = new byte[64 * 1024];
        for (int read; (read = socket.Receive(piece)) > 0;)
        {
            start.AddRange(piece.AsSpan(0, read));
            var received = CollectionsMarshal.AsSpan(start);
            var isRefusal = received.Length < Refusal.Length ? Refusal.StartsWith(received) : received.StartsWith(Refusal);
            if (!isRefusal || received[^1] == (byte)'\n')
            {
                break;
            }
        }

        return [.. start];
    }

    private static string ErrorIn(byte[] line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("error").GetString() ?? "";
    }
}
