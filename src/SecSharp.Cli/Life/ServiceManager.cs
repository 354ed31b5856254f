using System.Globalization;
using System.Net.Sockets;
using System.Text;
using SecSharp.Hosting;
using SecSharp.Posix;
using SecSharp.Reporting;

namespace SecSharp.Cli.Life;

/// <summary>
/// Tells systemd, where it has started the program with Type=notify, how the program is, and that it is alive.
/// sd_notify(3), sd_watchdog_enabled(3).
/// </summary>
internal sealed class ServiceManager : ITimed, IDisposable
{
    private readonly EngineLog _log;
    private readonly TimeProvider _time;
    private readonly Socket? _socket;
    private long _lastSign;
    private bool _failed;

    /// <param name="environment">Looks up variables of the environment.</param>
    /// <param name="time">The time.</param>
    /// <param name="log">The log.</param>
    public ServiceManager(Func<string, string?> environment, TimeProvider time, EngineLog log)
    {
        _log = log;
        _time = time;
        _lastSign = time.GetTimestamp();
        if (environment("NOTIFY_SOCKET") is { Length: > 0 } address)
        {
            _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            try
            {
                _socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? "\0" + address[1..] : address));
            }
            catch (Exception exception) when (exception is SocketException or ArgumentException)
            {
                Fail(exception);
            }

            WatchdogInterval = Interval(environment);
        }
    }

    /// <summary>Whether the program was started by a service manager that waits to be told that the start is complete.</summary>
    public static bool WaitsForNotice => Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 };

    /// <summary>Children learn nothing of the service manager, which wants to hear of this process only.</summary>
    public static void Hide()
    {
        Libc.UnsetEnvironment("NOTIFY_SOCKET\0"u8);
        Libc.UnsetEnvironment("WATCHDOG_USEC\0"u8);
        Libc.UnsetEnvironment("WATCHDOG_PID\0"u8);
    }

    /// <summary>Time between two signs of life, half of what the watchdog asks for; null: there is no watchdog.</summary>
    public TimeSpan? WatchdogInterval { get; }

    /// <summary>Start or restart is complete.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>A restart begins.</summary>
    public void Reloading() => Send(string.Create(
        CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={Environment.TickCount64 * 1000}"));

    /// <summary>The program is about to end.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>Gives the watchdog its sign of life when it is time.</summary>
    public void CheckTimes()
    {
        if (WatchdogInterval is { } interval && _time.GetElapsedTime(_lastSign) >= interval)
        {
            _lastSign = _time.GetTimestamp();
            Send("WATCHDOG=1");
        }
    }

    /// <summary>Milliseconds until the next sign of life is due; -1 without a watchdog.</summary>
    public int MillisecondsToDue() => WatchdogInterval is { } interval
        ? (int)Math.Clamp((interval - _time.GetElapsedTime(_lastSign)).TotalMilliseconds, 0, int.MaxValue)
        : -1;

    public void Dispose() => _socket?.Dispose();

    private static TimeSpan? Interval(Func<string, string?> environment)
    {
        var isMine = environment("WATCHDOG_PID") is not { Length: > 0 } pid
            || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return isMine && long.TryParse(environment("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds / 2)
            : null;
    }

    private void Send(string text)
    {
        if (_socket is null || _failed)
        {
            return;
        }

        try
        {
            _socket.Send(Encoding.UTF8.GetBytes(text));
        }
        catch (SocketException exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception)
    {
        _failed = true;
        _log.ServiceManagerUnreachable(exception.Message);
    }
}
