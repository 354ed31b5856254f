using System.Collections.Immutable;
using SecSharp.Inputs;
using SecSharp.Inputs.Timestamps;
using SecSharp.Replaying;
using Tomlyn.Syntax;

namespace SecSharp.RuleTests.Reading;

/// <summary>Reads what comes in during a test: in the test itself for one source, and in [[test.input]] for each of several.</summary>
internal sealed class TestInputReader(TableReader test, RuleTest settings, string folder)
{
    private static readonly ByteString DefaultName = ByteString.Utf8("test");

    /// <summary>Whether an input has a context of its own.</summary>
    public bool HasContext { get; private set; }

    private TestDocument Document => test.Document;

    public ImmutableArray<TestInput> Read()
    {
        var inputs = ImmutableArray.CreateBuilder<TestInput>();
        inputs.Add(Read(test));
        foreach (var table in test.Tables("input", "[[test.input]]"))
        {
            inputs.Add(Read(table));
            table.Finish();
        }

        return inputs.ToImmutable();
    }

    private TestInput Read(TableReader table)
    {
        var name = table.Text("source") is { } text ? TestText.Convert(Document, text, settings.Encoding, table.PlaceOf("source")) : DefaultName;
        var context = table.Text("context") is { } given
            ? TestText.Convert(Document, given, settings.Encoding, table.PlaceOf("context"))
            : ByteString.Empty;
        HasContext |= context.Length > 0;
        return new TestInput(name, context, [.. ReadEvents(table)]) { Log = ReadLog(table) };
    }

    private IEnumerable<TestEvent> ReadEvents(TableReader table)
    {
        TestTime? last = null;
        foreach (var line in (table.TextNodes("events") ?? []).SelectMany(node => TimedLines.Read(Document, node, forOutputs: false)))
        {
            var time = line.Time!.Value;
            if (last is { } before && before.IsRelative == time.IsRelative && before.Seconds - (before.Offset ?? 0) > time.Seconds - (time.Offset ?? 0))
            {
                Document.Report(line.Place, "earlier than the event above it", "times count from the start of the test, not from the event before; put the events in order");
            }

            last = time;
            yield return new TestEvent(time, line.HasText ? TestText.Convert(Document, line.Text, settings.Encoding, line.Place) : null);
        }
    }

    private LogText? ReadLog(TableReader table)
    {
        var timestamps = table.Text("timestamps");
        var year = table.Number("year", 1970, 9999);
        var texts = table.Texts("log");
        var file = table.Text("log-file");
        if (timestamps is not null && !TimestampFormats.TryParse(timestamps, YearReference.Of(2026), out _, out var error))
        {
            Document.Report(table.PlaceOf("timestamps"), error);
        }

        if (texts is null && file is null)
        {
            return null;
        }

        if (texts is not null && file is not null)
        {
            Document.Report(table.PlaceOf("log-file"), "both 'log' and 'log-file'", "write the lines into log, or name their file with log-file");
        }

        var key = texts is null ? "log-file" : "log";
        var lines = texts is { } given
            ? given.SelectMany(TestText.Lines).Select(line => TestText.Convert(Document, line, settings.Encoding, table.PlaceOf(key)))
            : ReadFile(file!, table.Value(key)!.Span.Start);
        return new LogText([.. lines], timestamps ?? "auto", (int)(year ?? 0), Document.PlaceOf(table.PlaceOf(key)));
    }

    private List<ByteString> ReadFile(string path, TextPosition place)
    {
        var lines = new List<ByteString>();
        try
        {
            using var input = ReplayInput.Open(RelativeFiles.Join(folder, path));
            using var reader = new LineReader(input.Stream);
            for (var more = true; more;)
            {
                more = reader.Fill(out _);
                while (reader.TryTakeLine(out var line))
                {
                    lines.Add(ByteString.Copy(line));
                }
            }

            if (reader.TryTakeRest(out var rest))
            {
                lines.Add(ByteString.Copy(rest));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Document.Report(place, exception.Message, "names are relative to the test file");
        }

        return lines;
    }
}
