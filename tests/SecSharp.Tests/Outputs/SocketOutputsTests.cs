using System.Net;
using System.Net.Sockets;
using System.Text;
using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Outputs.Sockets;
using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Tests.Outputs;

public sealed class SocketOutputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedLog _log = new();
    private readonly PollSet _polls = new();
    private readonly SteppedTime _time = new();
    private readonly SocketOutputs _sockets;
    private TaskCompletionSource<IPAddress[]> _answer = new();

    public SocketOutputsTests() => _sockets = new SocketOutputs(
        _polls, _time, _log.Log, new HostNames(_polls, _ => _answer.Task));

    public void Dispose()
    {
        _sockets.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Udgram_sends_each_event_as_a_datagram_without_newline()
    {
        using var peer = BindUnix("dgram", SocketType.Dgram);

        Do(ActionKind.UDgram, _folder["dgram"], "one");
        Do(ActionKind.UDgram, _folder["dgram"], "two");

        Assert.Equal("one", Receive(peer));
        Assert.Equal("two", Receive(peer));
    }

    [Fact]
    public void Udgram_finds_a_receiver_that_was_started_again()
    {
        var first = BindUnix("dgram", SocketType.Dgram);
        Do(ActionKind.UDgram, _folder["dgram"], "one");
        first.Dispose();
        File.Delete(_folder["dgram"]);
        using var second = BindUnix("dgram", SocketType.Dgram);

        Do(ActionKind.UDgram, _folder["dgram"], "two");

        Assert.Equal("two", Receive(second));
        Assert.Empty(_log.At(LogLevel.Error));
    }

    [Fact]
    public void A_slow_receiver_of_datagrams_gets_all_of_them_later()
    {
        using var peer = BindUnix("dgram", SocketType.Dgram);
        for (var number = 0; number < 500; number++)
        {
            Do(ActionKind.UDgram, _folder["dgram"], $"event {number}");
        }

        Assert.NotEqual(0, Assert.Single(_sockets.States()).EventsPending);
        for (var number = 0; number < 500; number++)
        {
            Poll.Until(_polls, () => peer.Available > 0);
            Assert.Equal($"event {number}", Receive(peer));
        }
    }

    [Fact]
    public void A_missing_socket_costs_the_events_is_logged_once_and_works_when_it_is_there()
    {
        Do(ActionKind.UStream, _folder["stream"], "one");
        Do(ActionKind.UStream, _folder["stream"], "two");
        Assert.Single(_log.At(LogLevel.Error));

        using var listener = BindUnix("stream", SocketType.Stream);
        Do(ActionKind.UStream, _folder["stream"], "three");
        using var peer = Accept(listener);

        Assert.Equal("three", Receive(peer));
        Assert.Contains("2 events were lost", Assert.Single(_log.At(LogLevel.Notice)));
    }

    [Fact]
    public void Ustream_connects_again_when_the_peer_has_closed()
    {
        using var listener = BindUnix("stream", SocketType.Stream);
        Do(ActionKind.UStream, _folder["stream"], "one");
        var first = Accept(listener);
        Assert.Equal("one", Receive(first));
        first.Dispose();
        Poll.Until(_polls, () => !_sockets.States().Single().IsOpen);

        Do(ActionKind.UStream, _folder["stream"], "two");
        using var second = Accept(listener);

        Assert.Equal("two", Receive(second));
        Assert.Contains(_log.At(LogLevel.Debug), static message => message.Contains("closed by the peer"));
    }

    [Fact]
    public void A_listener_that_accepts_nobody_gets_the_event_when_it_does()
    {
        using var listener = BindUnix("stream", SocketType.Stream, backlog: 0);
        List<Socket> crowd = [];
        while (TryConnect(_folder["stream"]) is { } socket)
        {
            crowd.Add(socket);
        }

        Do(ActionKind.UStream, _folder["stream"], "one");
        Assert.True(_sockets.IsConnecting);
        crowd.ForEach(_ => Accept(listener).Dispose());
        _sockets.CheckTimes();
        using var peer = Accept(listener);

        Assert.Equal("one", Receive(peer));
        crowd.ForEach(static socket => socket.Dispose());
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:{0}")]
    [InlineData("::1", "::1:{0}")]
    [InlineData("::1", "[::1]:{0}")]
    public void Udpsock_and_tcpsock_reach_addresses(string address, string peer)
    {
        Assert.SkipUnless(address != "::1" || Socket.OSSupportsIPv6, "No IPv6 here.");
        using var udp = new Socket(IPAddress.Parse(address).AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        using var tcp = Listen(address);

        Do(ActionKind.UdpSock, Peer(peer, udp), "datagram");
        Do(ActionKind.TcpSock, Peer(peer, tcp), "one");
        Do(ActionKind.TcpSock, Peer(peer, tcp), "two");
        using var accepted = Accept(tcp);
        Poll.Until(_polls, () => accepted.Available == 6);

        Assert.Equal("datagram", Receive(udp));
        Assert.Equal("onetwo", Receive(accepted));
    }

    [Fact]
    public void Names_are_looked_up_while_events_wait_and_each_address_is_tried()
    {
        using var tcp = Listen("127.0.0.1");
        Do(ActionKind.TcpSock, Peer("server.example:{0}", tcp), "one");
        Do(ActionKind.TcpSock, Peer("server.example:{0}", tcp), "two");
        Assert.Equal(2, Assert.Single(_sockets.States()).EventsPending);

        _answer.SetResult([IPAddress.Parse("127.9.9.9"), IPAddress.Loopback]);
        Poll.Until(_polls, () => tcp.Poll(0, SelectMode.SelectRead) && _sockets.States().Single().EventsPending == 0);
        using var accepted = Accept(tcp);

        Assert.Equal("onetwo", Receive(accepted));
    }

    [Fact]
    public void A_name_without_address_costs_the_events_that_wait()
    {
        Do(ActionKind.UdpSock, "nobody.example:514", "one");
        _answer.SetException(new SocketException((int)SocketError.HostNotFound));
        Poll.Until(_polls, () => _log.At(LogLevel.Error).Length > 0);

        Assert.Equal(1, Assert.Single(_sockets.States()).EventsLost);
        Assert.False(_sockets.IsConnecting);
    }

    [Fact]
    public void A_connection_that_takes_longer_than_the_timeout_is_given_up()
    {
        Do(ActionKind.TcpSock, "slow.example:99", "one");
        _time.Seconds = 59;
        _sockets.CheckTimes();
        Assert.True(_sockets.IsConnecting);

        _time.Seconds = 60;
        _sockets.CheckTimes();

        Assert.False(_sockets.IsConnecting);
        Assert.Contains("no connection within 60 seconds", Assert.Single(_log.At(LogLevel.Error)));
        _answer.SetResult([IPAddress.Loopback]);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:syslog")]
    [InlineData(":514")]
    [InlineData("localhost:65536")]
    public void A_peer_that_is_not_HOST_colon_PORT_is_refused(string peer)
    {
        Do(ActionKind.TcpSock, peer, "x");

        Assert.Contains("HOST:PORT", Assert.Single(_log.At(LogLevel.Error)));
    }

    [Fact]
    public void A_refused_datagram_does_not_cost_the_next_one()
    {
        int port;
        using (var dead = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            dead.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)dead.LocalEndPoint!).Port;
        }

        Do(ActionKind.UdpSock, $"127.0.0.1:{port}", "into the void");
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(new IPEndPoint(IPAddress.Loopback, port));
        Do(ActionKind.UdpSock, $"127.0.0.1:{port}", "heard");

        Assert.Equal("heard", Receive(peer));
    }

    [Fact]
    public void An_event_too_long_for_a_datagram_costs_only_itself()
    {
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Do(ActionKind.UdpSock, Peer("127.0.0.1:{0}", peer), new string('x', 70_000));
        Do(ActionKind.UdpSock, Peer("127.0.0.1:{0}", peer), "short");

        Assert.Equal("short", Receive(peer));
        Assert.Single(_log.At(LogLevel.Error));
    }

    [Fact]
    public void A_killed_peer_costs_no_event_that_it_was_not_given()
    {
        using var tcp = Listen("127.0.0.1");
        Do(ActionKind.TcpSock, Peer("127.0.0.1:{0}", tcp), "one");
        var first = Accept(tcp);
        Poll.Until(_polls, () => first.Available == 3);
        first.LingerState = new LingerOption(enable: true, seconds: 0);
        first.Dispose();

        Do(ActionKind.TcpSock, Peer("127.0.0.1:{0}", tcp), "two");
        Do(ActionKind.TcpSock, Peer("127.0.0.1:{0}", tcp), "three");
        using var second = Accept(tcp);
        Poll.Until(_polls, () => second.Available == 8);

        Assert.Equal("twothree", Receive(second));
    }

    [Fact]
    public void A_peer_that_does_not_read_costs_events_beyond_the_limit_and_never_blocks()
    {
        using var tcp = Listen("127.0.0.1");
        var text = new string('x', 1000);
        for (var number = 0; number < 20_000; number++)
        {
            Do(ActionKind.TcpSock, Peer("127.0.0.1:{0}", tcp), text);
            if (number % 100 == 0)
            {
                _polls.Wait(0);
            }
        }

        Assert.InRange(Assert.Single(_sockets.States()).EventsLost, 1, 20_000);
        Assert.Single(_log.At(LogLevel.Error));
    }

    [Fact]
    public void A_closed_socket_sends_what_waits_first()
    {
        using var tcp = Listen("127.0.0.1");
        Do(ActionKind.TcpSock, Peer("server.example:{0}", tcp), "one");
        Do(ActionKind.CloseTcp, Peer("server.example:{0}", tcp));
        Do(ActionKind.CloseTcp, Peer("server.example:{0}", tcp));
        _answer.SetResult([IPAddress.Loopback]);
        Poll.Until(_polls, () => tcp.Poll(0, SelectMode.SelectRead));
        using var accepted = Accept(tcp);
        accepted.ReceiveTimeout = 10_000;
        Poll.Until(_polls, () => accepted.Available == 3);

        Assert.Equal("one", Receive(accepted));
        Poll.Until(_polls, () => accepted.Poll(0, SelectMode.SelectRead));
        Assert.Equal("", Receive(accepted));
        Assert.Single(_log.At(LogLevel.Debug), static message => message.Contains("nothing to close"));
    }

    [Fact]
    public void After_closing_all_sockets_the_next_event_opens_a_new_one()
    {
        using var listener = BindUnix("stream", SocketType.Stream);
        Do(ActionKind.UStream, _folder["stream"], "one");
        _sockets.CloseSockets();
        Do(ActionKind.UStream, _folder["stream"], "two");
        using var first = Accept(listener);
        using var second = Accept(listener);

        Assert.Equal("one", Receive(first));
        Assert.Equal("", Receive(first));
        Assert.Equal("two", Receive(second));
    }

    [Fact]
    public void At_the_end_connections_in_progress_get_their_events()
    {
        using var tcp = Listen("127.0.0.1");
        var polls = new PollSet();
        var sockets = new SocketOutputs(polls, _time, _log.Log, new HostNames(polls, _ => _answer.Task));
        sockets.Perform(Request(ActionKind.TcpSock, Peer("server.example:{0}", tcp), "last words"));
        _answer.SetResult([IPAddress.Loopback]);

        sockets.Dispose();
        using var accepted = Accept(tcp);

        Assert.Equal("last words", Receive(accepted));
    }

    private void Do(ActionKind action, params string[] parameters) => _sockets.Perform(Request(action, parameters));

    private static ExternalRequest Request(ActionKind action, params string[] parameters) =>
        new(action, [.. parameters.Select(ByteString.Utf8)]);

    private static string Peer(string form, Socket socket) =>
        form.Replace("{0}", ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static Socket Listen(string address)
    {
        var listener = new Socket(IPAddress.Parse(address).AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        listener.Listen();
        return listener;
    }

    private Socket BindUnix(string name, SocketType type, int backlog = 10)
    {
        var socket = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder[name]));
        if (type == SocketType.Stream)
        {
            socket.Listen(backlog);
        }

        return socket;
    }

    private static Socket? TryConnect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static Socket Accept(Socket listener)
    {
        Assert.True(listener.Poll(10_000_000, SelectMode.SelectRead), "Nobody has connected within 10 seconds.");
        return listener.Accept();
    }

    private static string Receive(Socket socket)
    {
        socket.ReceiveTimeout = 10_000;
        var buffer = new byte[100_000];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }

    private sealed class SteppedTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
