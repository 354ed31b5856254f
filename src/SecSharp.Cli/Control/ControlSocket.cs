using System.Net.Sockets;
using SecSharp.Cli.Life;
using SecSharp.Files;
using SecSharp.Polling;
using SecSharp.Posix;
using SecSharp.Reporting;

namespace SecSharp.Cli.Control;

/// <summary>
/// The Unix socket on which the running daemon answers requests (--control). A client sends one line, a JSON object, and gets
/// lines back. All happens on the engine's thread, between two batches of input lines.
/// </summary>
internal sealed class ControlSocket : IPollable, IDisposable
{
    private const int MostConnections = 32;

    private readonly PollSet _polls;
    private readonly EngineLog _log;
    private readonly IControlRequests _requests;
    private readonly string _path;
    private readonly Socket _socket;
    private readonly HashSet<ControlConnection> _connections = [];

    /// <param name="path">Where the socket is made; one that no process listens on any more is replaced.</param>
    /// <param name="polls">Where the program waits.</param>
    /// <param name="log">The log.</param>
    /// <param name="requests">What answers.</param>
    /// <exception cref="StartupException">The socket cannot be made, or another process listens on it.</exception>
    public ControlSocket(string path, PollSet polls, EngineLog log, IControlRequests requests)
    {
        _path = path;
        _polls = polls;
        _log = log;
        _requests = requests;
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            RemoveStale(path);
            using (FileModeMask.Owner())
            {
                _socket.Bind(new UnixDomainSocketEndPoint(path));
            }

            _socket.Listen(MostConnections);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            _socket.Dispose();
            throw new StartupException($"Can't listen on control socket {path} ({exception.Message}), exiting!");
        }

        polls.Set((int)_socket.Handle, PollEvents.In, this);
        log.ControlListening(path);
    }

    /// <summary>Clients wait to be accepted.</summary>
    public void Ready(PollEvents events)
    {
        while (TryAccept() is { } client)
        {
            if (_connections.Count == MostConnections)
            {
                _log.ControlRefused(_path, MostConnections);
                client.Dispose();
                continue;
            }

            client.Blocking = false;
            _connections.Add(new ControlConnection(client, _polls, _requests, connection => _connections.Remove(connection)));
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections.ToArray())
        {
            connection.Dispose();
        }

        _polls.Remove((int)_socket.Handle);
        _socket.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _log.ControlNotRemoved(_path, exception.Message);
        }
    }

    private static void RemoveStale(string path)
    {
        switch (FileStatus.Of(ByteString.Utf8(path), out _))
        {
            case null:
                return;
            case { Type: not FileType.Socket }:
                throw new IOException("there is a file of that name that is no socket");
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }

        throw new IOException("another process listens on it");
    }

    private Socket? TryAccept()
    {
        try
        {
            return _socket.Accept();
        }
        catch (SocketException exception)
        {
            if (exception.SocketErrorCode is not (SocketError.WouldBlock or SocketError.ConnectionAborted or SocketError.Interrupted))
            {
                _log.ControlFailed(_path, exception.Message);
            }

            return null;
        }
    }
}
