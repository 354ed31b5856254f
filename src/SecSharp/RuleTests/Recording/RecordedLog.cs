using SecSharp.Inputs;
using SecSharp.Inputs.Timestamps;
using SecSharp.Replaying;

namespace SecSharp.RuleTests.Recording;

/// <summary>Which lines of a log a test is recorded from.</summary>
/// <param name="FirstLine">Number of the first one, from 1.</param>
/// <param name="LastLine">Number of the last one.</param>
/// <param name="From">Lines before this second since Epoch are left out.</param>
/// <param name="To">Lines after this second since Epoch are left out.</param>
internal sealed record LogPiece(long FirstLine = 1, long LastLine = long.MaxValue, long From = long.MinValue, long To = long.MaxValue);

/// <summary>Lines of a log with the times at which sec replay delivers them; null where a trace moves the clock only.</summary>
internal static class RecordedLog
{
    /// <summary>Most lines that a test is recorded from: people are to read it.</summary>
    public const int MostLines = 100_000;

    /// <exception cref="Running.TestNotRunException">There are no such lines, or too many.</exception>
    /// <exception cref="IOException">The log can't be read to its end.</exception>
    public static IReadOnlyList<(long Time, ByteString? Line)> Read(ReplayInput input, TimestampFormat? format, LogPiece piece)
    {
        var lines = new List<(long Time, ByteString? Line)>();
        var clock = long.MinValue;
        var number = 0L;
        foreach (var line in Lines(input.Stream))
        {
            number++;
            if (TimeOf(format, line, out var text) is { } time)
            {
                clock = Math.Max(clock, time);
            }
            else if (text is null)
            {
                continue;
            }

            var isInside = clock == long.MinValue ? piece.From == long.MinValue : clock >= piece.From && clock <= piece.To;
            if (isInside && number >= piece.FirstLine && number <= piece.LastLine)
            {
                lines.Add((clock, text));
            }

            if (lines.Count > MostLines)
            {
                throw new Running.TestNotRunException($"more than {MostLines} lines: choose a piece of the log with --from and --to or --lines");
            }
        }

        if (lines.Count == 0)
        {
            throw new Running.TestNotRunException($"none of the {number} lines of the log is in the piece that --from, --to and --lines choose");
        }

        if (lines[^1].Time == long.MinValue)
        {
            throw new Running.TestNotRunException("no line of the log has a time: name their format with --timestamps");
        }

        // Lines before the first time are delivered at it.
        var first = lines.First(static line => line.Time != long.MinValue).Time;
        return [.. lines.Select(line => line.Time == long.MinValue ? (first, line.Line) : line)];
    }

    private static long? TimeOf(TimestampFormat? format, ArraySegment<byte> line, out ByteString? text)
    {
        text = ByteString.Copy(line);
        if (format is not null)
        {
            return format.TryRead(line, out var time) ? time : null;
        }

        var result = PrefixTimestamp.Read(line, out var seconds, out var start);
        text = result is PrefixTimestampResult.TimeOnly or PrefixTimestampResult.Ignored or PrefixTimestampResult.Malformed
            ? null
            : ByteString.Copy(line[start..]);
        return result is PrefixTimestampResult.Ignored or PrefixTimestampResult.Malformed ? null : seconds;
    }

    private static IEnumerable<ArraySegment<byte>> Lines(Stream stream)
    {
        using var reader = new LineReader(stream);
        for (var more = true; more;)
        {
            more = reader.Fill(out var cut);
            if (cut.Count > 0)
            {
                yield return cut;
            }

            while (reader.TryTakeLine(out var line))
            {
                yield return line;
            }
        }

        if (reader.TryTakeRest(out var rest))
        {
            yield return rest;
        }
    }
}
