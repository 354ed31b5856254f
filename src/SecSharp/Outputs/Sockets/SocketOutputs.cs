using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Outputs.Sockets;

/// <summary>
/// udgram, ustream, udpsock and tcpsock, and the actions that close their sockets. sec(1), ACTIONS. Events are sent as they
/// are, without a newline.
/// </summary>
internal sealed class SocketOutputs : IExternalActions, ITimed, IDisposable
{
    /// <summary>Peers whose failures are remembered; names may come from input, so there must be an end.</summary>
    private const int MostHealths = 10_000;

    private readonly SocketEnvironment _environment;
    private readonly HostNames _names;
    private readonly Dictionary<(SocketKind Kind, ByteString Peer), SocketOutput> _sockets = [];
    private readonly Dictionary<(SocketKind Kind, ByteString Peer), OutputHealth> _healths = [];
    private readonly List<SocketOutput> _closing = [];
    private int _forgetAt = 100;

    /// <param name="polls">Where the engine's thread waits.</param>
    /// <param name="time">Real time, for connections that take too long.</param>
    /// <param name="log">Takes what happens.</param>
    /// <param name="names">Finds addresses; null: the system does.</param>
    public SocketOutputs(PollSet polls, TimeProvider time, EngineLog log, HostNames? names = null)
    {
        _names = names ?? new HostNames(polls);
        _environment = new SocketEnvironment(polls, _names, time, log);
    }

    /// <summary>--socket-timeout: how long a connection may take.</summary>
    public TimeSpan Timeout
    {
        get => _environment.Timeout;
        set => _environment.Timeout = value;
    }

    /// <summary>Whether connections are being made or sockets wait to be closed.</summary>
    public bool IsConnecting => _sockets.Values.Any(static socket => socket.IsConnecting) || _closing.Count > 0;

    public void Perform(ExternalRequest request)
    {
        var kind = SocketKinds.Of(request.Action);
        var peer = request.Parameters[0];
        if (request.Action is ActionKind.UDgram or ActionKind.UStream or ActionKind.UdpSock or ActionKind.TcpSock)
        {
            Send(kind, peer, request.Parameters[1].Span);
        }
        else
        {
            Close(kind, peer);
        }
    }

    /// <summary>Gives up connections that take longer than --socket-timeout.</summary>
    public void CheckTimes()
    {
        foreach (var socket in _sockets.Values)
        {
            socket.CheckTime();
        }

        foreach (var socket in _closing)
        {
            socket.CheckTime();
        }

        _closing.RemoveAll(static socket => !socket.IsConnecting && socket.EventsPending == 0);
    }

    public int MillisecondsToDue() => IsConnecting ? 1000 : -1;

    /// <summary>
    /// Closes all sockets, each when the events that wait for it are sent; the next event opens a new one. What signals
    /// do. sec(1), SIGNALS.
    /// </summary>
    public void CloseSockets()
    {
        foreach (var socket in _sockets.Values)
        {
            CloseWhenSent(socket);
        }

        _sockets.Clear();
    }

    /// <summary>The sockets as they are now, by kind and peer.</summary>
    public IEnumerable<OutputState> States() => _sockets
        .OrderBy(static pair => pair.Key.Kind)
        .ThenBy(static pair => pair.Key.Peer)
        .Select(static pair => new OutputState(
            pair.Key.Kind.Name(), pair.Key.Peer, pair.Value.IsOpen, pair.Value.EventsPending, pair.Value.EventsLost));

    /// <summary>Sends what waits, for at most <see cref="OutputSet.DrainMilliseconds"/>, and closes all sockets.</summary>
    public void Dispose()
    {
        CloseSockets();
        if (_closing.Count > 0)
        {
            Drain();
        }

        _names.Dispose();
    }

    private void Send(SocketKind kind, ByteString peer, ReadOnlySpan<byte> text)
    {
        _environment.Log.Sending(text, kind.Name(), peer.Span);
        if (!_sockets.TryGetValue((kind, peer), out var socket))
        {
            ForgetClosed();
            socket = new SocketOutput(kind, peer, HealthOf(kind, peer), _environment);
            _sockets.Add((kind, peer), socket);
        }

        socket.Send(text);
        if (!socket.IsOpen && !socket.IsConnecting)
        {
            _sockets.Remove((kind, peer));
        }
    }

    /// <summary>Forgets sockets that peers have closed, now and then.</summary>
    private void ForgetClosed()
    {
        if (_sockets.Count < _forgetAt)
        {
            return;
        }

        foreach (var (key, socket) in _sockets)
        {
            if (!socket.IsOpen && !socket.IsConnecting)
            {
                _sockets.Remove(key);
            }
        }

        _forgetAt = 100 + (2 * _sockets.Count);
    }

    private void Close(SocketKind kind, ByteString peer)
    {
        if (_sockets.Remove((kind, peer), out var socket) && (socket.IsOpen || socket.IsConnecting))
        {
            _environment.Log.SocketClosing(kind.Name(), peer.Span);
            CloseWhenSent(socket);
        }
        else
        {
            _environment.Log.SocketNotOpen(kind.Name(), peer.Span);
        }
    }

    private void CloseWhenSent(SocketOutput socket)
    {
        socket.CloseWhenSent();
        if (socket.EventsPending > 0)
        {
            _closing.Add(socket);
        }
    }

    private void Drain()
    {
        var polls = new PollSet();
        foreach (var socket in _closing)
        {
            socket.MoveTo(polls);
        }

        _environment.Polls = polls;
        _names.MoveTo(polls);
        var end = Environment.TickCount64 + OutputSet.DrainMilliseconds;
        while (_closing.Exists(static socket => socket.EventsPending > 0) && Environment.TickCount64 < end)
        {
            // A busy peer wakes nobody: it is tried again now and then.
            polls.Wait((int)Math.Clamp(end - Environment.TickCount64, 0, 100));
            _closing.ForEach(static socket => socket.CheckTime());
        }

        _closing.ForEach(static socket => socket.Dispose());
        _closing.Clear();
    }

    private OutputHealth HealthOf(SocketKind kind, ByteString peer)
    {
        if (!_healths.TryGetValue((kind, peer), out var health))
        {
            if (_healths.Count >= MostHealths)
            {
                _healths.Clear();
            }

            health = new OutputHealth(peer.ToDisplay(), _environment.Log);
            _healths.Add((kind, peer), health);
        }

        return health;
    }
}
