using System.Globalization;
using System.Text;
using SecSharp.Configuration;
using SecSharp.Perl;
using SecSharp.RuleTests.Reading;
using SecSharp.RuleTests.Running;
using SecSharp.Scheduling;

namespace SecSharp.RuleTests.Recording;

/// <summary>Makes a test file from a piece of a log and what the rules make of it.</summary>
internal sealed record TestRecorder
{
    /// <summary>Patterns of rule files, as --conf takes them.</summary>
    public required IReadOnlyList<string> RulePatterns { get; init; }

    /// <summary>Name of the log, which becomes the name of the input.</summary>
    public required string LogName { get; init; }

    /// <summary>The folder of the test file, to which names of rule files are relative.</summary>
    public required string Folder { get; init; }

    public required string TimeZone { get; init; }

    public EngineOptions Options { get; init; } = new();

    public PerlHosting Perl { get; init; }

    /// <summary>Seconds that the clock runs on after the last line.</summary>
    public long RunOn { get; init; }

    /// <summary>The text of the test file.</summary>
    /// <exception cref="TestNotRunException">The rules are not valid.</exception>
    public string Record(IReadOnlyList<(long Time, ByteString? Line)> lines)
    {
        var start = lines[0].Time;
        var end = lines[^1].Time;
        var test = new RuleTest
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(LogName)} from {new LocalTime().At(start).ToText()}"),
            File = "",
            Line = 1,
            Rules = [.. RuleLoader.Find(RulePatterns).Distinct().Select(path => new TestedRuleFile(path, Relative(path)))],
            Options = Options,
            Perl = Perl,
            TimeZone = TimeZone,
            Start = ClockTime(start),
            Until = RunOn > 0 ? new TestTime(true, end + RunOn - start) : null,
            Inputs = [new TestInput(ByteString.Utf8(LogName), ByteString.Empty, [.. lines.Select(line => new TestEvent(new TestTime(true, line.Time - start), line.Line))])],
            Expected = new ExpectedOutputs([], IsOrdered: true),
        };
        using var run = new TestRun(test);
        var result = run.Run();
        if (result.Failures.FirstOrDefault(static failure => failure.Steps.IsEmpty) is { } failure)
        {
            throw new TestNotRunException(failure.Message);
        }

        var isUtf8 = lines.Select(static line => line.Line ?? ByteString.Empty).Concat(result.Outputs.Select(static output => output.Text))
            .All(static bytes => TestBytes.ToText(bytes, TextEncoding.Utf8) is not null);
        return Write(test with { Encoding = isUtf8 ? TextEncoding.Utf8 : TextEncoding.Latin1 }, result);
    }

    /// <summary>A time of the clock without an offset, or with one where the clock shows it twice.</summary>
    private static TestTime ClockTime(long seconds)
    {
        var offset = new LocalTime().OffsetAt(seconds);
        var time = new TestTime(false, seconds + offset);
        return time.Resolve(0, new Inputs.Timestamps.LocalZone()) == seconds ? time : time with { Offset = offset };
    }

    private string Write(RuleTest test, RuleTestResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Recorded from {OneLine(LogName)} by sec test --record. Read what is expected: it is what the rules do, not what they ought to.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"rules = [{string.Join(", ", RuleNames().Select(TomlText.Line))}]\n");
        if (test.Encoding == TextEncoding.Latin1)
        {
            text.Append("encoding = 'latin1'\n");
        }

        AppendOptions(text);
        text.Append("\n[[test]]\n");
        Append(text, "name", TomlText.Line(OneLine(test.Name)));
        Append(text, "source", TomlText.Line(LogName));
        Append(text, "timezone", TomlText.Line(TimeZone));
        Append(text, "start", StartText(result.Schedule.Start, test.Start!.Value));
        if (test.Until is { } until)
        {
            Append(text, "until", TomlText.Line(TestTime.Relative(until.Seconds)));
        }

        var events = test.Inputs[0].Events.Select(entry => (TestTime.Relative(entry.Time.Seconds), entry.Line is { } line ? TestBytes.ToText(line, test.Encoding) : null));
        Append(text, "events", TomlText.Block(TimedText.Lines([.. events])));
        Append(text, "expect", TomlText.Block(TimedText.Lines([.. ExpectationUpdate.Entries(test, result)])));
        return text.ToString();
    }

    private static string StartText(long start, TestTime time)
    {
        var clock = new LocalTime().At(start).ToText();
        return time.Offset is not { } offset
            ? clock
            : string.Create(CultureInfo.InvariantCulture, $"{clock}{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 3600:00}:{Math.Abs(offset) / 60 % 60:00}");
    }

    private static string OneLine(string text) => string.Concat(text.Select(static letter => char.IsControl(letter) ? '?' : letter));

    private static void Append(StringBuilder text, string key, string value) =>
        text.Append(key).Append(" = ").Append(value).Append('\n');

    private void AppendOptions(StringBuilder text)
    {
        var defaults = new EngineOptions();
        var lines = new List<string>();
        Add(Options.InternalEvents, "intevents = true");
        Add(Options.InternalContexts, "intcontexts = true");
        Add(Options.Quoting, "quoting = true");
        Add(Options.JointBuffer is not null, $"jointbuf = {(Options.JointBuffer == true ? "true" : "false")}");
        Add(Options.BufferSize != defaults.BufferSize, FormattableString.Invariant($"bufsize = {Options.BufferSize}"));
        Add(Options.EventStoreSize != defaults.EventStoreSize, FormattableString.Invariant($"evstoresize = {Options.EventStoreSize}"));
        Add(Options.CleanTime != defaults.CleanTime, FormattableString.Invariant($"cleantime = {Options.CleanTime}"));
        Add(Perl != PerlHosting.Automatic, $"perl = '{(Perl == PerlHosting.Embedded ? "embedded" : "child")}'");
        if (lines.Count > 0)
        {
            text.Append("\n[options]\n").AppendJoin('\n', lines).Append('\n');
        }

        void Add(bool isGiven, string line)
        {
            if (isGiven)
            {
                lines.Add(line);
            }
        }
    }

    /// <summary>The patterns relative to the folder of the test file where they mean the same there, otherwise the files.</summary>
    private IEnumerable<string> RuleNames()
    {
        foreach (var pattern in RulePatterns)
        {
            var files = RuleLoader.Find([pattern]).ToArray();
            var relative = Relative(pattern);
            var found = RelativeFiles.Find(Folder, relative).Select(Path.GetFullPath);
            foreach (var name in found.SequenceEqual(files.Select(Path.GetFullPath)) ? [relative] : files.Select(Relative))
            {
                yield return name;
            }
        }
    }

    private string Relative(string path) => Path.IsPathRooted(path) ? path : Path.GetRelativePath(Path.GetFullPath(Folder.Length == 0 ? "." : Folder), Path.GetFullPath(path));
}
