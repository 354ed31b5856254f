using System.Globalization;
using System.Net.Sockets;
using System.Text;
using SecSharp.Cli.Options;
using SecSharp.Reporting;

namespace SecSharp.Cli.Life;

/// <summary>
/// The system's log (--syslog): messages go to its local socket. A message that it does not take is lost, and the next one
/// is tried anew, as syslog(3) does it.
/// </summary>
internal sealed class SyslogDestination : IDisposable
{
    private static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp",
        "", "", "", "", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    private readonly int _facility;
    private readonly string _path;
    private readonly TimeProvider _time;
    private Socket? _socket;

    /// <param name="facility">The facility, such as local0.</param>
    /// <param name="time">The time of the messages.</param>
    /// <param name="path">The socket of the system's log.</param>
    /// <exception cref="UsageException">There is no such facility.</exception>
    public SyslogDestination(string facility, TimeProvider time, string path = "/dev/log")
    {
        _facility = Array.FindIndex(Facilities, known => known.Length > 0 && known.Equals(facility, StringComparison.OrdinalIgnoreCase));
        _path = path;
        _time = time;
        if (_facility < 0)
        {
            throw new UsageException(
                $"option --syslog: there is no facility '{facility}'; it takes {string.Join(", ", Facilities.Where(static known => known.Length > 0))}");
        }
    }

    /// <summary>Sends a message.</summary>
    public void Write(LogLevel level, string message)
    {
        var priority = (_facility * 8) + Severity(level);
        var now = _time.GetUtcNow().ToOffset(_time.LocalTimeZone.GetUtcOffset(_time.GetUtcNow()));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"<{priority}>{now:MMM} {now.Day,2} {now:HH:mm:ss} sec[{Environment.ProcessId}]: {message}");
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!TrySend(bytes))
        {
            Close();
            _ = TrySend(bytes);
        }
    }

    public void Dispose() => Close();

    /// <summary>crit, err, warning, notice, info, debug.</summary>
    private static int Severity(LogLevel level) => (int)level + 1;

    private bool TrySend(byte[] bytes)
    {
        try
        {
            if (_socket is null)
            {
                _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
                _socket.Connect(new UnixDomainSocketEndPoint(_path));
            }

            _socket.Send(bytes);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
