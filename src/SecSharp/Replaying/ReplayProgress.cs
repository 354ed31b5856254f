using System.Globalization;
using SecSharp.Outputs;
using SecSharp.Scheduling;

namespace SecSharp.Replaying;

/// <summary>
/// A line on a terminal that says how far a replay has come. It appears when a replay takes longer than half a second, is
/// drawn anew at most four times a second, and is gone at the end.
/// </summary>
internal sealed class ReplayProgress : IDisposable
{
    private static readonly TimeSpan FirstDrawing = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly TextWriter _terminal;
    private readonly TimeProvider _time;
    private readonly long _totalBytes;
    private readonly LocalTime _localTime = new();
    private readonly long _start;
    private TimeSpan _nextDrawing = FirstDrawing;
    private bool _isDrawn;

    /// <param name="terminal">The terminal; the caller has made sure that it is one.</param>
    /// <param name="time">Real time, not that of the events.</param>
    /// <param name="totalBytes">Bytes of all logs together; 0 where they are not known.</param>
    public ReplayProgress(TextWriter terminal, TimeProvider time, long totalBytes)
    {
        _terminal = terminal;
        _time = time;
        _totalBytes = totalBytes;
        _start = time.GetTimestamp();
    }

    /// <summary>Draws the line if it is time to; cheap when not.</summary>
    /// <param name="bytes">Bytes done, of the bytes of all logs.</param>
    /// <param name="lines">Lines done.</param>
    /// <param name="eventTime">Time of the events, seconds since Epoch.</param>
    public void Update(long bytes, long lines, long eventTime)
    {
        var elapsed = _time.GetElapsedTime(_start);
        if (elapsed < _nextDrawing)
        {
            return;
        }

        _nextDrawing = elapsed + Interval;
        _isDrawn = true;
        _terminal.Write("\r" + Text(bytes, lines, eventTime, elapsed) + "\u001b[K");
        _terminal.Flush();
    }

    /// <summary>Takes the line away until the next update draws it anew.</summary>
    public void Erase()
    {
        if (_isDrawn)
        {
            _isDrawn = false;
            _terminal.Write("\r\u001b[K");
            _terminal.Flush();
        }
    }

    /// <summary>A stream that takes the line away before each write: for standard output that goes to the same terminal.</summary>
    public Stream Protect(Stream standardOutput) => new ProtectedStream(standardOutput, this);

    public void Dispose() => Erase();

    private string Text(long bytes, long lines, long eventTime, TimeSpan elapsed)
    {
        var rate = lines / elapsed.TotalSeconds;
        var moment = _localTime.At(eventTime).ToText();
        var speed = string.Create(CultureInfo.InvariantCulture, $"{rate:N0} lines/s");
        if (_totalBytes <= 0)
        {
            return $"{Size(bytes)}, {speed}, at {moment}";
        }

        var done = Math.Clamp((double)bytes / _totalBytes, 0, 1);
        var left = done > 0 ? TimeSpan.FromSeconds(Math.Min(elapsed.TotalSeconds / done * (1 - done), 359_999)) : TimeSpan.Zero;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Floor(done * 100)}% of {Size(_totalBytes)}, {speed}, at {moment}, {(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00} left");
    }

    private static string Size(long bytes) => FormattableString.Invariant(bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => $"{bytes / 1e3:F1} kB",
        < 1_000_000_000 => $"{bytes / 1e6:F1} MB",
        _ => $"{bytes / 1e9:F1} GB",
    });

    private sealed class ProtectedStream(Stream stream, ReplayProgress progress) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            progress.Erase();
            stream.Write(buffer);
        }

        public override void Flush() => stream.Flush();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                stream.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
