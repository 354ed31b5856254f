using System.Net.Sockets;
using System.Text;
using SecSharp.Cli.Life;
using SecSharp.Cli.Options;
using SecSharp.Reporting;

namespace SecSharp.Tests.Life;

public sealed class SyslogDestinationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("local0", LogLevel.Critical, "130")]
    [InlineData("LOCAL0", LogLevel.Debug, "135")]
    [InlineData("daemon", LogLevel.Notice, "29")]
    public void A_message_has_the_priority_of_its_level(string facility, LogLevel level, string priority)
    {
        using var log = Listen();
        using var destination = new SyslogDestination(facility, TimeProvider.System, _folder["log"]);
        destination.Write(level, "text");

        Assert.Matches($@"^<{priority}>[A-Z][a-z]{{2}} [ \d]\d \d\d:\d\d:\d\d sec\[{Environment.ProcessId}\]: text$", Receive(log));
    }

    [Fact]
    public void A_log_that_comes_back_gets_the_next_message()
    {
        using var destination = new SyslogDestination("user", TimeProvider.System, _folder["log"]);
        destination.Write(LogLevel.Error, "nobody listens");
        using (var first = Listen())
        {
            destination.Write(LogLevel.Error, "one");
            Assert.EndsWith("one", Receive(first));
        }

        File.Delete(_folder["log"]);
        using var second = Listen();
        destination.Write(LogLevel.Error, "two");
        Assert.EndsWith("two", Receive(second));
    }

    [Fact]
    public void A_facility_that_does_not_exist_is_refused_with_those_that_do() => Assert.Contains(
        "local7",
        Assert.Throws<UsageException>(() => new SyslogDestination("bogus", TimeProvider.System)).Message,
        StringComparison.Ordinal);

    private static string Receive(Socket socket)
    {
        var buffer = new byte[1000];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }

    private Socket Listen()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        socket.Bind(new UnixDomainSocketEndPoint(_folder["log"]));
        return socket;
    }
}
