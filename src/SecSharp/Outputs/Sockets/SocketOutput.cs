using System.Net;
using System.Net.Sockets;
using SecSharp.Polling;
using SecSharp.Posix;

namespace SecSharp.Outputs.Sockets;

/// <summary>
/// One peer that actions send events to. Events wait while its name is looked up, while the connection is made and while
/// it does not read; nothing here blocks. A connection that breaks is made again for the events that it has not taken;
/// a peer that can't be reached costs the events that wait for it.
/// </summary>
internal sealed class SocketOutput : IPollable, IDisposable
{
    private readonly SocketEnvironment _environment;
    private readonly OutputHealth _health;
    private readonly PendingEvents _events = new(PendingEvents.DefaultLimit);
    private readonly Queue<EndPoint> _endPoints = new();
    private Socket? _socket;
    private SocketState _state;
    private EndPoint? _endPoint;
    private PollEvents _polled;
    private long _openedAt;
    private bool _hasSent;
    private int _lookup;

    public SocketOutput(SocketKind kind, ByteString peer, OutputHealth health, SocketEnvironment environment)
    {
        Kind = kind;
        Peer = peer;
        _health = health;
        _environment = environment;
    }

    public SocketKind Kind { get; }

    public ByteString Peer { get; }

    public bool IsOpen => _state == SocketState.Connected;

    /// <summary>Whether a connection is being made.</summary>
    public bool IsConnecting => _state is SocketState.LookingUp or SocketState.Connecting or SocketState.PeerBusy;

    public int EventsPending => _events.Count;

    public long EventsLost => _health.EventsLost;

    /// <summary>Whether it closes as soon as nothing waits.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Sends an event, now or when the peer takes it.</summary>
    public void Send(ReadOnlySpan<byte> text)
    {
        if (!_events.TryAdd(text, newline: false))
        {
            Transmit();
            if (!_events.TryAdd(text, newline: false))
            {
                _health.Failed($"{_events.Bytes} bytes wait to be sent, further events are dropped", eventsLost: 1);
                return;
            }
        }

        if (_state == SocketState.Closed)
        {
            Open();
        }

        Transmit();
    }

    /// <summary>Closes the socket when the events that wait have been sent, or can't be.</summary>
    public void CloseWhenSent()
    {
        IsClosing = true;
        if (_events.Count == 0)
        {
            Close();
        }
    }

    /// <summary>Gives up connections that take too long, and tries busy peers again.</summary>
    public void CheckTime()
    {
        if (!IsConnecting)
        {
            return;
        }

        if (_environment.Time.GetElapsedTime(_openedAt) >= _environment.Timeout)
        {
            GiveUp($"no connection within {_environment.Timeout.TotalSeconds:0} seconds");
        }
        else if (_state == SocketState.PeerBusy)
        {
            Connect(_endPoint!);
            Transmit();
        }
    }

    /// <summary>Waits in another set from now on.</summary>
    public void MoveTo(PollSet polls)
    {
        var polled = _polled;
        Poll(PollEvents.None);
        if (polled != PollEvents.None)
        {
            _polled = polled;
            polls.Set(Descriptor, polled, this);
        }
    }

    public void Ready(PollEvents events)
    {
        if (_state == SocketState.Connecting)
        {
            FinishConnecting();
        }
        else if ((events & ~PollEvents.Out) != 0 && !Kind.IsDatagram() && IsClosedByPeer())
        {
            _environment.Log.ClosedByPeer(Kind.Name(), Peer);
            Break("closed by the peer");
        }

        Transmit();
    }

    public void Dispose()
    {
        if (_events.Count > 0)
        {
            _health.Failed("closed while events wait to be sent", _events.Count);
            _events.Clear();
        }

        Close();
    }

    private int Descriptor => (int)_socket!.Handle;

    private void Open()
    {
        _openedAt = _environment.Time.GetTimestamp();
        _endPoints.Clear();
        _hasSent = false;
        if (!Kind.IsNetwork())
        {
            OpenPath();
        }
        else if (NetworkPeer.Parse(Peer) is not { } peer)
        {
            GiveUp("the peer is not given as HOST:PORT");
        }
        else if (peer.Address is { } address)
        {
            _endPoints.Enqueue(new IPEndPoint(address, peer.Port));
            ConnectNext("");
        }
        else
        {
            _state = SocketState.LookingUp;
            var lookup = ++_lookup;
            _environment.Names.Resolve(peer.Host, (addresses, reason) => Found(lookup, addresses, peer.Port, reason));
        }
    }

    private void OpenPath()
    {
        try
        {
            _endPoints.Enqueue(new UnixDomainSocketEndPoint(Peer.ToDisplay()));
            ConnectNext("");
        }
        catch (ArgumentException exception)
        {
            GiveUp(exception.Message);
        }
    }

    private void Found(int lookup, IPAddress[] addresses, int port, string reason)
    {
        if (_state != SocketState.LookingUp || lookup != _lookup)
        {
            return;
        }

        foreach (var address in addresses)
        {
            _endPoints.Enqueue(new IPEndPoint(address, port));
        }

        ConnectNext(reason);
        Transmit();
    }

    /// <summary>Tries the next address; gives the peer up for a reason when there is none.</summary>
    private void ConnectNext(string reason)
    {
        if (_endPoints.TryDequeue(out var endPoint))
        {
            Connect(endPoint);
        }
        else
        {
            GiveUp(reason);
        }
    }

    private void Connect(EndPoint endPoint)
    {
        CloseSocket();
        _endPoint = endPoint;
        try
        {
            _socket = new Socket(
                endPoint.AddressFamily,
                Kind.IsDatagram() ? SocketType.Dgram : SocketType.Stream,
                Kind switch { SocketKind.Udp => ProtocolType.Udp, SocketKind.Tcp => ProtocolType.Tcp, _ => ProtocolType.Unspecified })
            {
                Blocking = false,
            };
            _socket.Connect(endPoint);
            Connected();
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            if (endPoint is UnixDomainSocketEndPoint)
            {
                // The queue of connections that the peer has not accepted is full; nothing is in progress.
                CloseSocket();
                _state = SocketState.PeerBusy;
            }
            else
            {
                _state = SocketState.Connecting;
                Poll(PollEvents.Out);
            }
        }
        catch (SocketException exception)
        {
            ConnectNext(exception.Message);
        }
    }

    private void FinishConnecting()
    {
        var error = (int)_socket!.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        if (error == 0)
        {
            Connected();
        }
        else
        {
            ConnectNext(new SocketException(error).Message);
        }
    }

    private void Connected()
    {
        _state = SocketState.Connected;
        WaitFor(output: false);
    }

    /// <summary>Sends what the peer takes.</summary>
    private void Transmit()
    {
        while (_state == SocketState.Connected && _events.Count > 0)
        {
            var bytes = Kind.IsDatagram() ? _events.First : _events.All;
            var sent = _socket!.Send(bytes, SocketFlags.None, out var error);
            switch (error)
            {
                case SocketError.Success:
                    _hasSent = true;
                    _events.Written(sent);
                    if (_events.Count == 0)
                    {
                        _health.Works();
                    }

                    break;
                case SocketError.Interrupted:
                    break;
                case SocketError.WouldBlock:
                    WaitFor(output: true);
                    return;
                case SocketError.MessageSize:
                    _health.Failed("an event is too long for a datagram", eventsLost: 1);
                    _events.DropFirst();
                    break;
                default:
                    Break(new SocketException((int)error).Message);
                    break;
            }
        }

        if (_state == SocketState.Connected)
        {
            WaitFor(output: false);
        }

        if (IsClosing && _events.Count == 0)
        {
            Close();
        }
    }

    /// <summary>
    /// The connection is gone. It is made again when it has served before and events wait; a UDP peer that was not there
    /// for an earlier event gets this one all the same.
    /// </summary>
    private void Break(string reason)
    {
        if (_events.Count == 0)
        {
            Close();
        }
        else if (_hasSent)
        {
            _environment.Log.SendingAgain(Kind.Name(), Peer, reason);
            CloseSocket();
            _events.Rewind();
            Open();
        }
        else
        {
            GiveUp(reason);
        }
    }

    private void GiveUp(string reason)
    {
        _health.Failed(reason, _events.Count);
        _events.Clear();
        Close();
    }

    /// <summary>Whether the peer has closed; what it has sent is read and thrown away.</summary>
    private bool IsClosedByPeer()
    {
        Span<byte> ignored = stackalloc byte[4096];
        while (true)
        {
            var count = _socket!.Receive(ignored, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return false;
            }

            if (error != SocketError.Interrupted && (error != SocketError.Success || count == 0))
            {
                return true;
            }
        }
    }

    private void WaitFor(bool output)
    {
        var input = Kind.IsDatagram() ? PollEvents.None : PollEvents.In;
        Poll(output ? input | PollEvents.Out : input);
    }

    private void Poll(PollEvents events)
    {
        if (events == _polled)
        {
            return;
        }

        _polled = events;
        if (events == PollEvents.None)
        {
            _environment.Polls.Remove(Descriptor);
        }
        else
        {
            _environment.Polls.Set(Descriptor, events, this);
        }
    }

    private void Close()
    {
        CloseSocket();
        _state = SocketState.Closed;
    }

    private void CloseSocket()
    {
        if (_socket is not null)
        {
            Poll(PollEvents.None);
            _socket.Dispose();
            _socket = null;
        }
    }

    private enum SocketState
    {
        Closed,
        LookingUp,
        Connecting,
        PeerBusy,
        Connected,
    }
}
