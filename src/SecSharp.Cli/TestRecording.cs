using System.Globalization;
using SecSharp.Cli.Options;
using SecSharp.Inputs.Timestamps;
using SecSharp.Posix;
using SecSharp.Replaying;
using SecSharp.RuleTests;
using SecSharp.RuleTests.Recording;
using SecSharp.RuleTests.Running;

namespace SecSharp.Cli;

/// <summary><c>sec test --record</c>: turns a piece of a log into a test file.</summary>
internal sealed class TestRecording(OptionValues values)
{
    /// <summary>Refuses options that mean something with --record only.</summary>
    /// <exception cref="UsageException">One of them is given.</exception>
    public static void RefuseItsOptions(OptionValues values)
    {
        if (OptionTable.TestRecord.FirstOrDefault(option => values.IsGiven(option.Name)) is { } option)
        {
            throw new UsageException($"--{option.Name} goes with --record only" + (
                option.Name == "conf" ? ": test files name their rules themselves, with rules = ['name.sec']"
                : OptionTable.IsOptionOfTests(option) ? ": write it into the test file, under [options]"
                : ""));
        }
    }

    /// <summary>Records; returns the exit status 0.</summary>
    /// <exception cref="UsageException">It can't be done.</exception>
    public int Run()
    {
        if (values.Texts("conf").Count == 0)
        {
            throw new UsageException("no rules: name rule files with --conf=PATTERN");
        }

        if (values.Arguments.Count > 1)
        {
            throw new UsageException($"--record writes one test file; there are {values.Arguments.Count}: {string.Join(", ", values.Arguments)}");
        }

        var target = values.Arguments.Count == 1 ? values.Arguments[0] : null;
        if (target is not null && Path.Exists(target))
        {
            throw new UsageException($"'{target}' exists: name another file to write, or remove it");
        }

        if (target is not null && Path.GetDirectoryName(target) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new UsageException($"there is no folder '{folder}' to write '{target}' in");
        }

        try
        {
            var text = Record(target);
            if (target is null)
            {
                Console.Out.Write(text);
            }
            else
            {
                TestFileWriter.Create(target, text);
                Console.Out.WriteLine($"recorded {target}: read what it expects, then run sec test {target}");
            }
        }
        catch (Exception exception) when (exception is TestNotRunException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException(exception.Message);
        }

        return 0;
    }

    private string Record(string? target)
    {
        // The test is to run in the zone that it names.
        var zone = TimeZoneNames.Current;
        ProcessTimeZone.Set(zone);
        var path = values.Text("record")!;
        using var input = ReplayInput.Open(path);
        var format = EngineSettings.TimestampsFrom(values, input);
        var recorder = new TestRecorder
        {
            RulePatterns = values.Texts("conf"),
            LogName = path,
            Folder = target is null ? "" : Path.GetDirectoryName(target) ?? "",
            TimeZone = zone,
            Options = EngineSettings.From(values),
            Perl = EngineSettings.HostingFrom(values),
            RunOn = values.Number("run-on", 0),
        };
        return recorder.Record(RecordedLog.Read(input, format, Piece(input)));
    }

    private LogPiece Piece(ReplayInput input)
    {
        var piece = new LogPiece();
        if (values.Text("lines") is { } lines)
        {
            var ends = lines.Split('-');
            if (ends.Length > 2 || !long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !long.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || first < 1 || last < first)
            {
                throw new UsageException($"option --lines: '{lines}' is not possible; it takes numbers of lines such as 120-180");
            }

            piece = piece with { FirstLine = first, LastLine = last };
        }

        return piece with { From = Moment("from", input) ?? piece.From, To = Moment("to", input) ?? piece.To };
    }

    /// <summary>A time as tests write it, or as the log does.</summary>
    private long? Moment(string option, ReplayInput input)
    {
        if (values.Text(option) is not { } text)
        {
            return null;
        }

        if (TestTime.TryParse(text, out var time) && !time.IsRelative)
        {
            return time.Resolve(0, new LocalZone());
        }

        return EngineSettings.TimestampsFrom(values, input)?.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out var seconds) == true
            ? seconds
            : throw new UsageException($"option --{option}: '{text}' is not a time; write it like 2026-03-01 02:30:00, or as in the log");
    }
}
