using System.Text;
using SecSharp.Cli.Life;
using SecSharp.Cli.Options;
using SecSharp.Reporting;
using SecSharp.Scheduling;

namespace SecSharp.Cli;

/// <summary>
/// Where log messages go: the file of --log, and standard error if it is a terminal or the caller wants it. sec(1),
/// options --log and --debug.
/// </summary>
internal sealed class LogDestinations : IDisposable
{
    private string? _path;
    private readonly TextWriter? _console;
    private readonly LogLevel _consoleLevel;
    private readonly TimeProvider _time;
    private readonly LocalTime _localTime = new();
    private readonly ByteBuilder _line = new();
    private FileStream? _file;

    /// <param name="path">The file, or null.</param>
    /// <param name="console">Standard error, or null.</param>
    /// <param name="consoleLevel">Highest level shown there.</param>
    /// <param name="time">The time of the messages.</param>
    /// <exception cref="UsageException">The file can't be opened.</exception>
    public LogDestinations(string? path, TextWriter? console, LogLevel consoleLevel, TimeProvider time)
    {
        _path = path;
        _console = console;
        _consoleLevel = consoleLevel;
        _time = time;
        if (path is not null)
        {
            try
            {
                Open();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new UsageException($"can't open log file '{path}': {exception.Message}");
            }
        }
    }

    /// <summary>Whether messages go anywhere.</summary>
    public bool IsUsed => _file is not null || _console is not null || Syslog is not null;

    /// <summary>The system's log, or null.</summary>
    public SyslogDestination? Syslog { get; init; }

    /// <summary>
    /// Opens the file again, or another one: a log that was rotated away begins anew. One that can't be opened is reported in
    /// the log there was.
    /// </summary>
    public void Reopen(string? path)
    {
        var old = (_path, _file);
        _path = path;
        _file = null;
        try
        {
            if (path is not null)
            {
                Open();
            }

            old._file?.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            (_path, _file) = old;
            Write(LogLevel.Error, $"Can't open logfile {path} ({exception.Message})");
        }
    }

    /// <summary>Writes a message.</summary>
    public void Write(LogLevel level, string message)
    {
        if (level <= _consoleLevel)
        {
            _console?.WriteLine(message);
        }

        Syslog?.Write(level, message);
        if (_file is null)
        {
            return;
        }

        _line.Clear();
        _localTime.AppendText(_line, _time.GetUtcNow().ToUnixTimeSeconds());
        _line.Append(": "u8);
        _line.Append(Encoding.UTF8.GetBytes(message));
        _line.Append((byte)'\n');
        try
        {
            _file.Write(_line.Span);
        }
        catch (IOException)
        {
            // A full disk must not end the correlation; the next message is tried anew.
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        Syslog?.Dispose();
    }

    private void Open() => _file = new FileStream(
        _path!, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
