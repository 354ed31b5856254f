using System.Net.Sockets;
using System.Text;
using SecSharp.Cli.Life;
using SecSharp.Reporting;

namespace SecSharp.Tests.Life;

public sealed class ServiceManagerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
    private readonly Dictionary<string, string> _environment = [];
    private readonly TestTime _time = new();

    public ServiceManagerTests()
    {
        _socket.Bind(new UnixDomainSocketEndPoint(_folder["notify"]));
        _environment["NOTIFY_SOCKET"] = _folder["notify"];
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_service_manager_is_told_when_the_program_is_ready()
    {
        using var manager = Create();
        manager.Ready();

        Assert.Equal("READY=1", Receive());
    }

    [Fact]
    public void A_restart_is_announced_with_its_time()
    {
        using var manager = Create();
        manager.Reloading();

        Assert.Matches(@"^RELOADING=1\nMONOTONIC_USEC=\d+$", Receive());
    }

    [Fact]
    public void The_watchdog_gets_its_sign_twice_in_its_interval()
    {
        _environment["WATCHDOG_USEC"] = "10000000";
        using var manager = Create();
        Assert.Equal(5000, manager.MillisecondsToDue());
        manager.CheckTimes();
        Assert.Equal(0, _socket.Available);
        _time.Now += TimeSpan.FromSeconds(5);
        Assert.Equal(0, manager.MillisecondsToDue());
        manager.CheckTimes();
        manager.CheckTimes();

        Assert.Equal("WATCHDOG=1", Receive());
        Assert.Equal(0, _socket.Available);
    }

    [Fact]
    public void The_watchdog_of_another_process_is_none_of_ours()
    {
        _environment["WATCHDOG_USEC"] = "10000000";
        _environment["WATCHDOG_PID"] = "1";
        using var manager = Create();

        Assert.Equal(-1, manager.MillisecondsToDue());
    }

    [Fact]
    public void Without_a_service_manager_nothing_happens()
    {
        _environment.Clear();
        var log = new List<string>();
        using var manager = Create(log);
        manager.Ready();

        Assert.Empty(log);
    }

    [Fact]
    public void A_service_manager_that_is_gone_is_reported_once()
    {
        _environment["NOTIFY_SOCKET"] = _folder["nothing"];
        var log = new List<string>();
        using var manager = Create(log);
        manager.Ready();
        manager.Stopping();

        Assert.Single(log);
    }

    private ServiceManager Create(List<string>? log = null) => new(
        _environment.GetValueOrDefault, _time, new EngineLog((_, message) => log?.Add(message)));

    private string Receive()
    {
        var buffer = new byte[1000];
        return Encoding.UTF8.GetString(buffer, 0, _socket.Receive(buffer));
    }

    private sealed class TestTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
