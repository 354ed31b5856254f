using SecSharp.Inputs;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.Replaying;

/// <summary>Runs logs through an engine in event time: the clock is driven by the timestamps of the events.</summary>
internal sealed class Replay
{
    private readonly Engine _engine;
    private readonly ReplayClock _clock;
    private readonly EngineClock _engineClock;
    private readonly TimestampFormat? _format;
    private readonly HeldLines _held = new();
    private bool _started;

    /// <param name="engine">The engine, not started yet, with <paramref name="clock"/> as its time.</param>
    /// <param name="clock">
    /// The clock to drive. It jumps to the first time found; the time it shows before that counts only if none is found (in
    /// the first 10,000 lines, 16 MiB).
    /// </param>
    /// <param name="format">Finds times in lines; null for traces whose lines begin with their time.</param>
    public Replay(Engine engine, ReplayClock clock, TimestampFormat? format)
    {
        _engine = engine;
        _clock = clock;
        _engineClock = new EngineClock(engine, clock);
        _format = format;
    }

    public ReplayCounts Counts { get; } = new();

    /// <summary>
    /// Called after each block of input with the bytes read of the present file, after unpacking; all output that the
    /// block has caused is handed over by then.
    /// </summary>
    public Action<long>? Progress { get; set; }

    /// <summary>
    /// Whether lines before the first time are kept until it is found, to be delivered at it; otherwise they are delivered
    /// at the time that the clock shows.
    /// </summary>
    public bool HoldsLines { get; init; } = true;

    /// <summary>Called once with the first malformed line of a trace.</summary>
    public Action<ByteString>? Malformed { get; set; }

    /// <summary>Time that the clock has reached, seconds since Epoch.</summary>
    public long Time => _clock.Seconds;

    /// <summary>Replays one log; several are replayed one after the other, as one.</summary>
    /// <param name="source">The source its lines belong to.</param>
    /// <param name="reader">Its bytes.</param>
    /// <param name="cancellation">Ends the log early, between two blocks.</param>
    /// <returns>Null, or why the log could not be read to its end; what came before is replayed.</returns>
    public string? Run(InputSource source, LineReader reader, CancellationToken cancellation = default)
    {
        string? error = null;
        try
        {
            while (!cancellation.IsCancellationRequested && RunBlock(source, reader))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            error = exception.Message;
            Counts.Unreadable++;
        }

        if (!cancellation.IsCancellationRequested && reader.TryTakeRest(out var rest))
        {
            Deliver(source, rest);
            _engine.Outputs.Flush();
        }

        Counts.Cut += reader.LinesCut;
        return error;
    }

    /// <summary>Replays one log that is read ahead.</summary>
    /// <param name="source">The source its lines belong to.</param>
    /// <param name="lines">Its lines.</param>
    /// <returns>Null, or why the log could not be read to its end; what came before is replayed.</returns>
    public string? Run(InputSource source, ReadAhead lines)
    {
        while (lines.Take() is { } batch)
        {
            for (var line = 0; line < batch.Count; line++)
            {
                Deliver(source, batch[line], batch.MayMatch(line));
            }

            _engine.KeepLines();
            _engine.Outputs.Flush();
            Progress?.Invoke(batch.FilePosition);
            lines.Return(batch);
        }

        Counts.Unreadable += lines.Error is null ? 0 : 1;
        Counts.Cut += lines.LinesCut;
        return lines.Error;
    }

    /// <summary>Ends the replay as --notail does at the end of input, after letting the clock run on for <paramref name="seconds"/>.</summary>
    public void Finish(long seconds)
    {
        Start(_clock.Seconds);
        Counts.LastTime = _clock.Seconds;
        _engineClock.RunTo(Math.Min(_clock.Seconds + seconds, TimestampFormat.LastSecond));
        _engine.Shutdown();
    }

    private bool RunBlock(InputSource source, LineReader reader)
    {
        var more = reader.Fill(out var cut);
        if (cut.Count > 0)
        {
            Deliver(source, cut);
        }

        while (reader.TryTakeLine(out var line))
        {
            Deliver(source, line);
        }

        _engine.Outputs.Flush();
        Progress?.Invoke(reader.BytesRead);
        return more;
    }

    // Hot path.
    private void Deliver(InputSource source, ArraySegment<byte> line, bool mayMatch = true)
    {
        Counts.Lines++;
        if (_format is null)
        {
            DeliverTraceLine(source, line, mayMatch);
            return;
        }

        if (_format.TryRead(line, out var seconds))
        {
            MoveClock(seconds);
        }
        else
        {
            Counts.WithoutTime++;
            if (!_started && HoldsLines && _held.TryAdd(source, line))
            {
                return;
            }

            Start(_clock.Seconds);
        }

        Counts.Events++;
        _engine.ProcessLine(source, line, mayMatch);
    }

    private void DeliverTraceLine(InputSource source, ArraySegment<byte> line, bool mayMatch)
    {
        switch (PrefixTimestamp.Read(line, out var seconds, out var textStart))
        {
            case PrefixTimestampResult.Ignored:
                return;
            case PrefixTimestampResult.Malformed:
                if (Counts.Malformed++ == 0)
                {
                    Malformed?.Invoke(ByteString.Copy(line));
                }

                return;
            case PrefixTimestampResult.TimeOnly:
                MoveClock(seconds);
                return;
            default:
                MoveClock(seconds);
                Counts.Events++;
                _engine.ProcessLine(source, line[textStart..], mayMatch);
                return;
        }
    }

    private void MoveClock(long seconds)
    {
        if (!_started)
        {
            Start(seconds);
        }
        else if (seconds < _clock.Seconds)
        {
            Counts.Late++;
            Counts.LatestBy = Math.Max(Counts.LatestBy, _clock.Seconds - seconds);
        }
        else
        {
            _engineClock.RunTo(seconds);
        }
    }

    private void Start(long seconds)
    {
        if (_started)
        {
            return;
        }

        _started = true;
        _clock.Seconds = Counts.FirstTime = seconds;
        _engine.ReadClock();
        _engine.Start();
        foreach (var (source, line) in _held.TakeAll())
        {
            Counts.Events++;
            _engine.ProcessLine(source, line);
        }
    }
}
