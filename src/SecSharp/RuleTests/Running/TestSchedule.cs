using SecSharp.Inputs.Timestamps;

namespace SecSharp.RuleTests.Running;

/// <summary>The lines of a test in the order in which they are delivered, and its first and last moments.</summary>
internal sealed class TestSchedule
{
    /// <summary>When the clock starts if a test says nothing about it, in civil seconds.</summary>
    public static readonly long DefaultStart = CivilTime.StartOfDay(2026, 1, 1);

    private readonly List<ScheduledLine> _lines = [];
    private readonly LocalZone _zone = new();
    private readonly RuleTest _test;

    /// <exception cref="TestNotRunException">Times contradict each other.</exception>
    public TestSchedule(RuleTest test)
    {
        _test = test;
        var logs = test.Inputs.Select(ReadLog).ToArray();
        Start = FindStart(logs);
        for (var input = 0; input < test.Inputs.Length; input++)
        {
            _lines.AddRange(test.Inputs[input].Events.Select(entry => new ScheduledLine(Resolve(entry.Time), input, entry.Line)));
            _lines.AddRange(logs[input].Select(entry => entry with { Input = input }));
        }

        _lines = [.. _lines.OrderBy(static line => line.Time)];
        if (_lines.FirstOrDefault() is { } first && first.Time < Start)
        {
            throw new TestNotRunException(
                $"an event at {Moment(first.Time)} is before the start of the test at {Moment(Start)}: set start, or leave it out to start at the first event");
        }

        End = LastMoment();
    }

    /// <summary>Seconds since Epoch.</summary>
    public long Start { get; }

    /// <summary>The last moment that the test mentions, seconds since Epoch.</summary>
    public long End { get; }

    public IReadOnlyList<ScheduledLine> Lines => _lines;

    /// <summary>Seconds since Epoch.</summary>
    public long Resolve(TestTime time) => time.Resolve(Start, _zone);

    /// <summary>A time as the test writes it: from its start, or on the clock.</summary>
    public string Text(long time) => IsOnClock ? Moment(time) : TestTime.Relative(time - Start);

    /// <summary>Whether the test states times of the clock rather than times from its start.</summary>
    public bool IsOnClock => _test.Expected?.Outputs.Select(static output => output.Time).FirstOrDefault(static time => time is not null) is { } time
        ? !time.IsRelative
        : _test.Inputs.Any(static input => input.Log is not null || input.Events is [{ Time.IsRelative: false }, ..]);

    private static string Moment(long time) => new Scheduling.LocalTime().At(time).ToText();

    private long FindStart(ScheduledLine[][] logs)
    {
        if (_test.Start is { } start)
        {
            return start.Resolve(0, _zone);
        }

        var times = _test.Inputs
            .SelectMany(static input => input.Events)
            .Where(static entry => !entry.Time.IsRelative)
            .Select(entry => entry.Time.Resolve(0, _zone))
            .Concat(logs.SelectMany(static log => log).Select(static line => line.Time))
            .ToArray();
        return times.Length > 0 ? times.Min() : _zone.ToSeconds(DefaultStart);
    }

    private long LastMoment()
    {
        var times = _lines.Select(static line => line.Time).Append(Start);
        times = times.Concat(_test.Checks.Where(static check => check.At is not null).Select(check => Resolve(check.At!.Value)));
        times = times.Concat((_test.Expected?.Outputs ?? []).Where(static output => output.Time is not null).Select(output => Resolve(output.Time!.Value)));
        return times.Append(_test.Until is { } until ? Resolve(until) : Start).Max();
    }

    /// <summary>The lines of a log with their times, as sec replay finds them.</summary>
    private ScheduledLine[] ReadLog(TestInput input)
    {
        if (input.Log is not { } log)
        {
            return [];
        }

        var year = log.Year > 0 ? log.Year : (int)(_test.Start is { } start ? new Scheduling.LocalTime().At(start.Resolve(0, _zone)).Year : 2026);
        if (!TimestampFormats.TryParse(log.Timestamps, YearReference.Of(year), out var format, out var error))
        {
            throw new TestNotRunException(error);
        }

        var lines = new List<ScheduledLine>();
        var untimed = 0;
        var clock = long.MinValue;
        foreach (var line in log.Lines)
        {
            if (TryReadLine(format, line, out var seconds, out var text))
            {
                clock = Math.Max(clock, seconds ?? clock);
            }

            untimed += clock == long.MinValue ? 1 : 0;
            lines.Add(new ScheduledLine(clock, 0, text));
        }

        if (untimed == lines.Count && untimed > 0)
        {
            throw new TestNotRunException("no line of the log has a time: name their format with timestamps, or use events with times of your own");
        }

        // Lines before the first time are delivered at it.
        return [.. lines.Select(line => line.Time == long.MinValue ? line with { Time = lines[untimed].Time } : line)];
    }

    private static bool TryReadLine(TimestampFormat? format, ByteString line, out long? seconds, out ByteString? text)
    {
        text = line;
        seconds = null;
        if (format is not null)
        {
            var found = format.TryRead(line.Array, out var time);
            seconds = found ? time : null;
            return found;
        }

        switch (PrefixTimestamp.Read(line.Array, out var prefix, out var start))
        {
            case PrefixTimestampResult.Ignored or PrefixTimestampResult.Malformed:
                text = null;
                return false;
            case PrefixTimestampResult.TimeOnly:
                text = null;
                break;
            default:
                text = ByteString.Copy(line.Span[start..]);
                break;
        }

        seconds = prefix;
        return true;
    }
}

/// <summary>A line and when it is delivered.</summary>
/// <param name="Time">Seconds since Epoch.</param>
/// <param name="Input">Number of its input in the test.</param>
/// <param name="Line">The line; null: the clock moves only.</param>
internal sealed record ScheduledLine(long Time, int Input, ByteString? Line);

/// <summary>A test could not be run; the message says why and what to do.</summary>
internal sealed class TestNotRunException(string message) : Exception(message);
