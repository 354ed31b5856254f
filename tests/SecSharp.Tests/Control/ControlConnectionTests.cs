using System.Net.Sockets;
using System.Text;
using SecSharp.Cli.Control;
using SecSharp.Polling;

namespace SecSharp.Tests.Control;

/// <summary>What a client of the control socket is sent, whatever its speed.</summary>
public sealed class ControlConnectionTests : IDisposable, IControlRequests
{
    private readonly TemporaryFolder _folder = new();
    private readonly PollSet _polls = new();
    private readonly Socket _client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ControlConnection _connection;

    public ControlConnectionTests()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var place = new UnixDomainSocketEndPoint(_folder["socket"]);
        listener.Bind(place);
        listener.Listen();
        _client.Connect(place);
        var accepted = listener.Accept();
        accepted.Blocking = false;
        _connection = new ControlConnection(accepted, _polls, this, static _ => { });
    }

    IDisposable? IControlRequests.Begin(ReadOnlySpan<byte> request, ControlConnection connection) => null;

    [Fact]
    public void A_client_that_is_always_behind_gets_all_in_its_order_from_little_memory()
    {
        var text = new byte[64 * 1024];
        var piece = new byte[64 * 1024];
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = (byte)index;
        }

        // Far behind at first, and from then on it reads as much as comes.
        long sent = 0;
        for (; sent < 2 << 20; sent += text.Length)
        {
            Assert.True(_connection.Send(text));
        }

        var memory = GC.GetTotalMemory(forceFullCollection: true);
        long received = 0;
        for (; sent < 64 << 20; sent += text.Length)
        {
            Assert.True(_connection.Send(text));
            for (var read = 0; read < text.Length;)
            {
                var count = _client.Receive(piece.AsSpan(0, text.Length - read));
                for (var index = 0; index < count; index++, received++)
                {
                    if (piece[index] != (byte)received)
                    {
                        Assert.Fail($"Byte {received} is not what was sent.");
                    }
                }

                read += count;
                _polls.Wait(0);
            }
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, 16 << 20);
    }

    [Fact]
    public void What_a_client_does_not_take_is_refused_beyond_a_limit_and_the_rest_arrives_before_the_end()
    {
        var line = Encoding.ASCII.GetBytes(new string('x', 1023) + "\n");
        var sent = 0L;
        while (_connection.Send(line))
        {
            sent += line.Length;
        }

        _connection.Finish();
        Assert.InRange(sent, 4 << 20, 8 << 20);
        var piece = new byte[64 * 1024];
        var received = 0L;
        while (true)
        {
            _polls.Wait(0);
            var count = _client.Receive(piece);
            if (count == 0)
            {
                break;
            }

            received += count;
        }

        Assert.Equal(sent, received);
        Assert.Equal(0, _polls.Count);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }
}
