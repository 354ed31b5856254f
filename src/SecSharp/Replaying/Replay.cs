using SecSharp.Inputs;
using SecSharp.Inputs.Timestamps;

namespace SecSharp.Replaying;

/// <summary>Runs logs through an engine in event time: the clock is driven by the timestamps of the events.</summary>
internal sealed class Replay
{
    /// <summary>Lines before the first time in a log that are kept until it is found, so that they are delivered at it.</summary>
    private const int MostHeld = 10_000;

    private readonly Engine _engine;
    private readonly ReplayClock _clock;
    private readonly EngineClock _engineClock;
    private readonly TimestampFormat? _format;
    private readonly List<byte[]> _held = [];
    private InputSource? _heldSource;
    private bool _started;

    /// <param name="engine">The engine, not started yet, with <paramref name="clock"/> as its time.</param>
    /// <param name="clock">The clock to drive.</param>
    /// <param name="format">Finds times in lines; null for traces whose lines begin with their time.</param>
    public Replay(Engine engine, ReplayClock clock, TimestampFormat? format)
    {
        _engine = engine;
        _clock = clock;
        _engineClock = new EngineClock(engine, clock);
        _format = format;
    }

    public ReplayCounts Counts { get; } = new();

    /// <summary>Called after each block of input with the bytes read of the present file.</summary>
    public Action<long>? Progress { get; set; }

    /// <summary>Called once with the first malformed line of a trace.</summary>
    public Action<ByteString>? Malformed { get; set; }

    /// <summary>Replays one log.</summary>
    /// <param name="source">The source its lines belong to.</param>
    /// <param name="reader">Its bytes.</param>
    public void Run(InputSource source, LineReader reader)
    {
        bool more;
        do
        {
            more = reader.Fill(out var cut);
            if (cut.Count > 0)
            {
                Deliver(source, cut);
            }

            while (reader.TryTakeLine(out var line))
            {
                Deliver(source, line);
            }

            Progress?.Invoke(reader.BytesRead);
        }
        while (more);

        if (reader.TryTakeRest(out var rest))
        {
            Deliver(source, rest);
        }
    }

    /// <summary>Ends the replay as --notail does at the end of input, after letting the clock run on for <paramref name="seconds"/>.</summary>
    public void Finish(long seconds)
    {
        Start(_clock.Seconds);
        _engineClock.RunTo(_clock.Seconds + seconds);
        _engine.Shutdown();
    }

    // Hot path.
    private void Deliver(InputSource source, ArraySegment<byte> line)
    {
        Counts.Lines++;
        if (_format is null)
        {
            DeliverTraceLine(source, line);
            return;
        }

        if (_format.TryRead(line, out var seconds))
        {
            MoveClock(seconds);
        }
        else
        {
            Counts.WithoutTime++;
            if (!_started && _held.Count < MostHeld)
            {
                _held.Add(line.ToArray());
                _heldSource = source;
                return;
            }

            Start(_clock.Seconds);
        }

        Counts.Events++;
        _engine.ProcessLine(source, line);
    }

    private void DeliverTraceLine(InputSource source, ArraySegment<byte> line)
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
                _engine.ProcessLine(source, line[textStart..]);
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
        foreach (var line in _held)
        {
            Counts.Events++;
            _engine.ProcessLine(_heldSource!, line);
        }

        _held.Clear();
    }
}
