using System.Collections.Immutable;
using System.Text;
using SecSharp.Perl;
using Tomlyn.Syntax;

namespace SecSharp.RuleTests.Reading;

/// <summary>Reads files of rule tests. Their format is described in docs/rule-tests.md.</summary>
internal sealed class RuleTestReader
{
    private readonly TestDocument _document;
    private readonly string _folder;

    private RuleTestReader(TestDocument document)
    {
        _document = document;
        _folder = Path.GetDirectoryName(document.Path) ?? "";
    }

    /// <summary>Reads a file; what is wrong with it is among its findings.</summary>
    /// <exception cref="IOException">It can't be read; the message says why and is complete.</exception>
    public static RuleTestFile Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException($"Can't read '{path}': there is no such file", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Can't read '{path}': {exception.Message}", exception);
        }

        return Read(path, bytes);
    }

    /// <summary>Reads a file from its bytes.</summary>
    public static RuleTestFile Read(string path, ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return new RuleTestFile(path, "", [], [NotUtf8(path, bytes)]);
        }

        var document = new TestDocument(path, Encoding.UTF8.GetString(bytes));
        var tests = document.Root is { } root ? new RuleTestReader(document).Read(root) : [];
        return new RuleTestFile(path, document.Text, document.HasErrors ? [] : tests, document.Findings);
    }

    private static Configuration.Diagnostics.Diagnostic NotUtf8(string path, ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (!System.Text.Unicode.Utf8.IsValid(bytes[range]))
            {
                break;
            }

            line++;
        }

        return new Configuration.Diagnostics.Diagnostic(
            Configuration.Diagnostics.Severity.Error,
            path,
            new Configuration.Syntax.SourcePosition(line, 1),
            "not UTF-8",
            "save the file as UTF-8; log lines in another encoding can be written with encoding = 'latin1', each byte as one character, as sec test --record does");
    }

    private ImmutableArray<LocatedTest> Read(TomlTable root)
    {
        var reader = new TableReader(_document, root, "the file");
        var defaults = ReadShared(reader, new RuleTest { Name = "", File = _document.Path, Line = 0 });
        var answers = ReadAnswers(reader, "[[answer]]", defaults.Encoding);
        var tests = ImmutableArray.CreateBuilder<LocatedTest>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var test in reader.Tables("test", "[[test]]"))
        {
            var located = ReadTest(test, defaults, answers);
            if (!names.Add(located.Test.Name))
            {
                _document.Report(test.PlaceOf("name"), $"there is another test named '{located.Test.Name}'", "name each test differently");
            }

            tests.Add(located);
        }

        reader.Finish();
        if (tests.Count == 0 && !_document.HasErrors)
        {
            _document.Report(default(TextPosition), "the file has no test", "begin a test with a line [[test]]");
        }

        return tests.ToImmutable();
    }

    /// <summary>What may stand at the beginning of the file for all tests, and in each test.</summary>
    private RuleTest ReadShared(TableReader reader, RuleTest defaults)
    {
        var test = defaults with
        {
            Rules = reader.TextNodes("rules") is { } rules ? ReadRules(rules) : defaults.Rules,
            TimeZone = ReadTimeZone(reader) ?? defaults.TimeZone,
            Encoding = reader.Choice("encoding", "utf-8", "latin1") switch
            {
                "latin1" => TextEncoding.Latin1,
                "utf-8" => TextEncoding.Utf8,
                _ => defaults.Encoding,
            },
            Start = reader.Time("start") ?? defaults.Start,
            Observed = ReadObserved(reader) ?? defaults.Observed,
        };
        if (reader.Has("start") && test.Start is { IsRelative: true })
        {
            _document.Report(reader.PlaceOf("start"), "'start' is a time on the clock", "write start = 2026-03-01 02:30:00");
        }

        return reader.Table("options") is { } options ? ReadOptions(options, test) : test;
    }

    private LocatedTest ReadTest(TableReader reader, RuleTest defaults, ImmutableArray<CommandAnswer> answers)
    {
        var name = reader.Text("name");
        if (string.IsNullOrWhiteSpace(name))
        {
            _document.Report(reader.Has("name") ? reader.PlaceOf("name") : reader.Position, "a test without name", "write name = 'what it is about'");
        }

        var test = ReadShared(reader, defaults with { Name = name ?? "", Line = TestDocument.LineOf(reader.Position) });
        var inputs = new TestInputReader(reader, test, _folder);
        test = test with
        {
            Inputs = inputs.Read(),
            Answers = [.. ReadAnswers(reader, "[[test.answer]]", test.Encoding), .. answers],
            Expected = ReadExpected(reader, test.Encoding),
            Never = Bytes(reader, "never", test.Encoding),
            Until = reader.Time("until"),
            Checks = [.. ReadChecks(reader, test.Encoding)],
            Matches = [.. reader.Table("matches")?.Numbers().Select(entry => new ExpectedMatches(entry.Key, entry.Number, _document.PlaceOf(entry.Place))) ?? []],
        };
        if (inputs.HasContext)
        {
            test = test with { Options = test.Options with { InternalContexts = true } };
        }

        if (test.Rules.IsEmpty && !_document.HasErrors)
        {
            _document.Report(reader.Position, "no rules", "write rules = ['name.sec'] into the test, or at the beginning of the file for all tests");
        }

        var expected = reader.Value("expect") is { Span: var span } ? new TextRange(span.Start.Offset, span.Length) : (TextRange?)null;
        reader.Finish();
        return new LocatedTest(test, expected, reader.End);
    }

    /// <summary>The rule files that names and patterns, relative to the test file, stand for.</summary>
    private ImmutableArray<TestedRuleFile> ReadRules(ImmutableArray<StringValueSyntax> patterns)
    {
        var files = ImmutableArray.CreateBuilder<TestedRuleFile>();
        foreach (var node in patterns)
        {
            var found = RelativeFiles.Find(_folder, node.Value ?? "");
            if (found.Count == 0)
            {
                _document.Report(node.Span.Start, $"there is no rule file '{node.Value}'", RelativeFiles.Remedy(_folder, node.Value ?? ""));
            }

            files.AddRange(found.Select(path => Path.IsPathRooted(node.Value)
                ? new TestedRuleFile(path, path)
                : new TestedRuleFile(path, Path.GetRelativePath(_folder.Length == 0 ? "." : _folder, path))));
        }

        return [.. files.Distinct()];
    }

    private string? ReadTimeZone(TableReader reader)
    {
        if (reader.Text("timezone") is not { } zone)
        {
            return null;
        }

        if (!TimeZoneNames.IsKnown(zone))
        {
            _document.Report(reader.Value("timezone")!.Span.Start, $"there is no time zone '{zone}'", "time zones are named as in TZ: UTC, Europe/Berlin, CET-1CEST,M3.5.0,M10.5.0/3");
        }

        return zone;
    }

    private OutputKinds? ReadObserved(TableReader reader)
    {
        if (reader.TextNodes("observe") is not { } nodes)
        {
            return null;
        }

        var kinds = OutputKinds.None;
        foreach (var node in nodes)
        {
            kinds |= node.Value switch
            {
                "actions" => OutputKinds.Actions,
                "logonly" => OutputKinds.LogOnly,
                "events" => OutputKinds.Events,
                "log" => OutputKinds.Log,
                _ => OutputKinds.None,
            };
            if (node.Value is not ("actions" or "logonly" or "events" or "log"))
            {
                _document.Report(node.Span.Start, $"there is no kind of output '{node.Value}'", "there are actions, logonly, events, log; the default is ['actions', 'logonly']");
            }
        }

        return kinds;
    }

    private static RuleTest ReadOptions(TableReader reader, RuleTest test)
    {
        var defaults = test.Options;
        var options = defaults with
        {
            InternalEvents = reader.Flag("intevents") ?? defaults.InternalEvents,
            InternalContexts = reader.Flag("intcontexts") ?? defaults.InternalContexts,
            Quoting = reader.Flag("quoting") ?? defaults.Quoting,
            JointBuffer = reader.Flag("jointbuf") ?? defaults.JointBuffer,
            BufferSize = (int)(reader.Number("bufsize", 0) ?? defaults.BufferSize),
            EventStoreSize = (int)(reader.Number("evstoresize", 0) ?? defaults.EventStoreSize),
            CleanTime = reader.Number("cleantime", 0) ?? defaults.CleanTime,
        };
        var perl = reader.Choice("perl", "auto", "embedded", "child") switch
        {
            "embedded" => PerlHosting.Embedded,
            "child" => PerlHosting.ChildProcess,
            "auto" => PerlHosting.Automatic,
            _ => test.Perl,
        };
        reader.Finish();
        return test with { Options = options, Perl = perl };
    }

    private ImmutableArray<CommandAnswer> ReadAnswers(TableReader reader, string heading, TextEncoding encoding)
    {
        var answers = ImmutableArray.CreateBuilder<CommandAnswer>();
        foreach (var answer in reader.Tables("answer", heading))
        {
            var command = answer.Text("command");
            var input = answer.Text("addinput");
            if (command is null == input is null && !_document.HasErrors)
            {
                _document.Report(answer.Position, "an answer to nothing in particular", "write command = 'start of the command line*', or addinput = 'name of the file'");
            }

            var after = answer.Time("after");
            if (after is { IsRelative: false })
            {
                _document.Report(answer.PlaceOf("after"), "'after' counts from the start of the command", "write after = '+5s'");
            }

            answers.Add(new CommandAnswer(
                Convert(command ?? input ?? "", encoding, answer.PlaceOf("command")),
                input is not null,
                [.. Lines(answer.Texts("output")).Select(line => Convert(line, encoding, answer.PlaceOf("output")))],
                (int)(answer.Number("status", 0, 255) ?? 0),
                after?.Seconds ?? 0));
            answer.Finish();
        }

        return answers.ToImmutable();
    }

    private ExpectedOutputs? ReadExpected(TableReader reader, TextEncoding encoding)
    {
        var isUnordered = reader.Flag("unordered") ?? false;
        if (reader.TextNodes("expect") is not { } nodes)
        {
            return null;
        }

        var outputs = ImmutableArray.CreateBuilder<ExpectedOutput>();
        foreach (var line in nodes.SelectMany(node => TimedLines.Read(_document, node, forOutputs: true)))
        {
            outputs.Add(new ExpectedOutput(line.Time, Convert(line.Text, encoding, line.Place)));
        }

        return new ExpectedOutputs(outputs.ToImmutable(), !isUnordered);
    }

    private IEnumerable<StateCheck> ReadChecks(TableReader reader, TextEncoding encoding)
    {
        var end = ReadCheck(reader, null, encoding);
        foreach (var table in reader.Tables("check", "[[test.check]]"))
        {
            var at = table.Time("at");
            if (at is null && !table.Has("at"))
            {
                _document.Report(table.Position, "a check without time", "write at = '+5m'; what must hold at the end stands in the test itself");
            }

            if (ReadCheck(table, at, encoding) is { } check)
            {
                yield return check;
            }
            else if (!_document.HasErrors)
            {
                _document.Report(table.Position, "a check of nothing", "write contexts, no-contexts, operations or no-operations");
            }

            table.Finish();
        }

        if (end is not null)
        {
            yield return end;
        }
    }

    private StateCheck? ReadCheck(TableReader reader, TestTime? at, TextEncoding encoding)
    {
        var check = new StateCheck(at, TestDocument.LineOf(reader.Position))
        {
            Contexts = Bytes(reader, "contexts", encoding),
            NoContexts = Bytes(reader, "no-contexts", encoding),
            Operations = Bytes(reader, "operations", encoding),
            NoOperations = Bytes(reader, "no-operations", encoding),
        };
        return check is { Contexts.IsEmpty: true, NoContexts.IsEmpty: true, Operations.IsEmpty: true, NoOperations.IsEmpty: true } ? null : check;
    }

    private ImmutableArray<ByteString> Bytes(TableReader reader, string key, TextEncoding encoding) =>
        [.. reader.TextNodes(key)?.Select(node => Convert(node.Value ?? "", encoding, node.Span.Start)) ?? []];

    private ByteString Convert(string text, TextEncoding encoding, TextPosition place) => TestText.Convert(_document, text, encoding, place);

    /// <summary>The lines of texts, without an empty one at the end of each.</summary>
    private static IEnumerable<string> Lines(ImmutableArray<string>? texts) => (texts ?? []).SelectMany(TestText.Lines);
}
