using System.Net;
using System.Net.Sockets;
using System.Text;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.Outputs;

/// <summary>The same script of actions run by the installed reference and by us: files and peers must see the same bytes.</summary>
public sealed class OutputsAgainstReferenceTests
{
    private const string Rules =
        """
        type=Single
        ptype=RegExp
        pattern=^(\S+) (.*)$
        continue=TakeNext
        desc=an event
        action=write DIR/all $1; write DIR/all; writen DIR/part $1; writen DIR/part -%s; owritecl DIR/single $2; owritecl DIR/all [$2]; \
               udgram DIR/datagram $1 $2; udgram DIR/datagram; ustream DIR/stream <$2>; ustream DIR/stream; \
               udpsock 127.0.0.1:UDP $1; udpsock localhost:UDP; tcpsock 127.0.0.1:TCP $2%.nl; tcpsock localhost:TCP; \
               write - $1; writen - $2; owritecl - !; write DIR/missing/file $1; udgram DIR/missing $1; ustream DIR/missing $1

        type=Single
        ptype=RegExp
        pattern=^close
        desc=closing
        action=closef DIR/all; closef DIR/all; closef DIR/part; closef -; closeudgr DIR/datagram; closeustr DIR/stream; closeudp 127.0.0.1:UDP; \
               closetcp 127.0.0.1:TCP; closetcp 127.0.0.1:TCP; write - closed
        """;

    private static readonly string[] Lines = ["one first", "two second", "close now", "three third", "four \u00e9\u0001"];

    [Fact]
    public void Files_sockets_and_standard_output_get_the_same_bytes()
    {
        Assert.SkipWhen(SecProcess.Reference is null, "The reference is not installed.");

        var expected = Run(SecProcess.Reference!);
        var actual = Run(SecProcess.Built);

        Assert.Equal(expected, actual);
        Assert.Contains("tcp: first\nsecond\nnow\n", actual);
    }

    private static string[] Run(string program)
    {
        using var folder = new TemporaryFolder();
        using var peers = new Peers(folder);
        folder.Write("rules.sec", Rules.Replace("UDP", peers.UdpPort, StringComparison.Ordinal).Replace("TCP", peers.TcpPort, StringComparison.Ordinal).Replace("DIR", folder.Path, StringComparison.Ordinal));
        using var sec = SecProcess.StartProgram(program, folder, "--conf=rules.sec", "--input=-", "--notail", "--log=log");
        foreach (var line in Lines)
        {
            // One line a round, so that the reference can make its connections before it closes them.
            sec.Input.Write(Encoding.Latin1.GetBytes(line + "\n"));
            sec.Input.Flush();
            sec.WaitForOutput(line.StartsWith("close", StringComparison.Ordinal) ? "closed\n" : line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] + "!");
            if (line.StartsWith("three", StringComparison.Ordinal))
            {
                sec.WaitUntil(() => peers.ConnectionsWithData() == 3, "data in three TCP connections");
                File.Move(folder["all"], folder["all.1"]);
                sec.Signal(SecProcess.User2);
                sec.WaitForFile(folder["log"], "SIGUSR2");
            }
        }

        // The reference loses what waits for a connection when it ends.
        sec.WaitUntil(() => peers.ConnectionsWithData() == 5, "data in five TCP connections");
        sec.CloseInput();
        Assert.Equal(0, sec.WaitForExit());
        return
        [
            "output: " + sec.Output,
            .. new[] { "all", "all.1", "part", "single" }.Select(name => $"{name}: {File.ReadAllText(folder[name], Encoding.Latin1)}"),
            .. peers.Received(),
        ];
    }

    /// <summary>Listeners that keep what they get; connections are told apart by the order in which they were made.</summary>
    private sealed class Peers : IDisposable
    {
        private readonly Socket _datagram = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly Socket _stream = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private readonly Socket _tcp = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> _accepted = [];

        public Peers(TemporaryFolder folder)
        {
            _datagram.Bind(new UnixDomainSocketEndPoint(folder["datagram"]));
            _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _stream.Bind(new UnixDomainSocketEndPoint(folder["stream"]));
            _stream.Listen();
            _tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _tcp.Listen();
        }

        public string UdpPort => Port(_udp);

        public string TcpPort => Port(_tcp);

        /// <summary>Number of TCP connections in which something has come.</summary>
        public int ConnectionsWithData()
        {
            while (_tcp.Poll(0, SelectMode.SelectRead))
            {
                _accepted.Add(_tcp.Accept());
            }

            return _accepted.Count(static connection => connection.Available > 0);
        }

        /// <summary>All that has come; the sender has ended.</summary>
        public IEnumerable<string> Received()
        {
            foreach (var datagram in Datagrams(_datagram))
            {
                yield return "datagram: " + datagram;
            }

            // Two names of one host are two sockets, of which one waits for the name to be resolved.
            foreach (var datagram in Datagrams(_udp).Order(StringComparer.Ordinal))
            {
                yield return "udp: " + datagram;
            }

            while (_stream.Poll(0, SelectMode.SelectRead))
            {
                yield return "stream: " + All(_stream.Accept());
            }

            ConnectionsWithData();
            foreach (var connection in _accepted.Select(All).Order(StringComparer.Ordinal))
            {
                yield return "tcp: " + connection;
            }
        }

        public void Dispose()
        {
            _datagram.Dispose();
            _udp.Dispose();
            _stream.Dispose();
            _tcp.Dispose();
        }

        private static IEnumerable<string> Datagrams(Socket socket)
        {
            var buffer = new byte[65536];
            while (socket.Poll(0, SelectMode.SelectRead))
            {
                yield return Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer));
            }
        }

        private static string All(Socket connection)
        {
            using (connection)
            {
                connection.ReceiveTimeout = 10_000;
                var buffer = new byte[65536];
                var text = new StringBuilder();
                int count;
                while ((count = connection.Receive(buffer)) > 0)
                {
                    text.Append(Encoding.Latin1.GetString(buffer, 0, count));
                }

                return text.ToString();
            }
        }

        private static string Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
