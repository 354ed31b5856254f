using System.Text;
using System.Text.Json;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Files;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;
using SecSharp.Reporting.Dumping;
using SecSharp.Tests.Outputs;

namespace SecSharp.Tests.Reporting;

public sealed class DumpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedLog _log = new();
    private readonly ReplayClock _clock = new() { Seconds = 1_000_000_000 };
    private Engine? _engine;

    public void Dispose()
    {
        _engine?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Text_for_people_tells_of_rules_operations_contexts_and_variables()
    {
        var engine = Run(
            """
            type=SingleWithThreshold
            ptype=RegExp
            pattern=^login (\S+)
            desc=logins of $1
            action=write - $1 %s; create SEEN_$1
            window=60
            thresh=3

            type=Single
            ptype=SubStr
            pattern=note
            desc=a note
            action=create NOTES 3600 ( report NOTES ); add NOTES $0 one; assign %last noted
            """,
            "login bob", "note");

        var text = TextOf(Sources(engine));

        foreach (var part in new[]
        {
            "EVENT CORRELATION OPERATIONS (1)", "a.sec | 0 | logins of bob", "regexp for 1 line(s): (?^:^login (\\S+))",
            "write - bob %s; create SEEN_bob 0;", "checking for threshold", "CONTEXTS (1)", "3600 seconds", "report NOTES ;", "a note",
            "$0 one", "%last = 'noted'", "1 matches  SingleWithThreshold: logins of $1", "COLOUR=blue",
        })
        {
            Assert.Contains(part, text);
        }
    }

    [Fact]
    public void Inputs_children_and_outputs_are_told_with_what_is_known_of_them()
    {
        File.WriteAllText(_folder["in"], "12345\n");
        var engine = Run("type=Suppress\nptype=SubStr\npattern=x\n");
        var sources = Sources(engine) with
        {
            Inputs =
            [
                new InputState(ByteString.Utf8(_folder["in"]), default, false, true, true, new FileIdentity((254UL << 32) | 3, 77), Position: 6, Offset: 6, Size: 6, Lines: 1, LinesCut: 0, Predecessors: 0),
                new InputState(ByteString.Utf8("gone"), default, true, false, false, null, Position: 0, Offset: 0, Size: 0, Lines: 9, LinesCut: 2, Predecessors: 0),
            ],
            Children = [new ChildState(4711, ByteString.Utf8("sleep 5"), IsRead: true), new ChildState(4712, ByteString.Utf8("date"), IsRead: false)],
            Outputs = [new OutputState("fifo", ByteString.Utf8("/run/alerts"), true, 3, 5)],
        };

        var json = JsonOf(sources);
        Assert.Equal("""{"file":"gone","status":"Closed","lines":9}""", json.GetProperty("inputs").GetProperty("gone").GetRawText());
        var input = json.GetProperty("inputs").GetProperty(_folder["in"]);
        Assert.Equal("regular file", input.GetProperty("type").GetString());
        Assert.Equal((254 << 8) | 3, input.GetProperty("dev").GetInt64());
        Assert.Equal(77, input.GetProperty("inode").GetInt64());
        Assert.Equal(6, input.GetProperty("offset").GetInt64());
        Assert.Equal(6, input.GetProperty("size").GetInt64());
        Assert.Equal(
            """{"4711":{"pid":4711,"cmdline":"sleep 5","status":"Connected to pipe input"},"4712":{"pid":4712,"cmdline":"date"}}""",
            json.GetProperty("children").GetRawText());
        Assert.False(json.TryGetProperty("outputs", out _));

        var text = TextOf(sources);
        Assert.Contains("Process 4711", text);
        Assert.Contains("/run/alerts", text);
        Assert.Contains("addinput", text);
    }

    [Fact]
    public void A_dump_file_that_exists_is_left_alone()
    {
        var engine = Run("type=Suppress\nptype=SubStr\npattern=x\n");
        File.WriteAllText(_folder["dump"], "old");

        new DumpFile(_folder["dump"], isJson: false, withTime: false, _log.Log).Write(Sources(engine));

        Assert.Equal("old", File.ReadAllText(_folder["dump"]));
        Assert.Single(_log.At(LogLevel.Error));
    }

    [Fact]
    public void With_dumpfts_the_time_is_part_of_the_name()
    {
        var engine = Run("type=Suppress\nptype=SubStr\npattern=x\n");

        new DumpFile(_folder["dump"], isJson: true, withTime: true, _log.Log).Write(Sources(engine));

        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(File.ReadAllBytes(_folder["dump.1000000000"])).RootElement.ValueKind);
        Assert.Contains(_log.At(LogLevel.Debug), static message => message.Contains("completed"));
    }

    [Fact]
    public void With_ruleperf_every_rule_counts_the_events_it_was_tried_on_and_its_own_CPU_time()
    {
        var engine = Run(
            """
            type=Jump
            ptype=SubStr
            pattern=go
            cfset=inner

            type=Single
            ptype=SubStr
            pattern=never
            desc=never
            action=none
            """,
            new EngineOptions { RulePerformance = true, Prefilter = PrefilterMode.Yes },
            """
            type=Options
            joincfset=inner
            procallin=no

            type=Single
            ptype=RegExp
            pattern=^(\w+\s?)*$
            desc=slow
            action=none
            """,
            "go", "stay", "stay");
        var rules = engine.Rules.Files.SelectMany(static file => file.Rules).ToArray();

        Assert.Equal([3L, 2L, 1L], rules.Select(static rule => rule.EventCount));
        Assert.All(rules, static rule => Assert.InRange(rule.CpuNanoseconds, 0, long.MaxValue));
        Assert.Contains(rules, static rule => rule.CpuNanoseconds > 0);
    }

    private Engine Run(string rules, params string[] lines) => Run(rules, new EngineOptions(), null, lines);

    private Engine Run(string rules, EngineOptions options, string? more, params string[] lines)
    {
        _folder.Write("a.sec", rules);
        _folder.Write("b.sec", more ?? "");
        var variables = new ActionVariables();
        string[] files = more is null ? [_folder["a.sec"]] : [_folder["a.sec"], _folder["b.sec"]];
        var loaded = new RuleLoader(variables, _log.Log).Load(files);
        Assert.Empty(loaded.Findings);
        _engine = new Engine(
            loaded.Rules, variables, options, _clock, new OutputSet(Stream.Null, _log.Log), new DryRunHost(new OutputStream(Stream.Null, static _ => { })), _log.Log);
        var source = _engine.CreateSource(ByteString.Utf8("input"));
        _engine.Start();
        foreach (var line in lines)
        {
            _engine.ProcessLine(source, Encoding.UTF8.GetBytes(line));
        }

        return _engine;
    }

    private static DumpSources Sources(Engine engine) => new()
    {
        Engine = engine,
        Program = new ProgramStatus("SecSharp", ["--conf=a.sec"], null, engine.Now, new Dictionary<string, string> { ["COLOUR"] = "blue" }),
        Time = engine.Now,
    };

    private static string TextOf(DumpSources sources)
    {
        using var output = new MemoryStream();
        TextDump.Write(sources, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static JsonElement JsonOf(DumpSources sources)
    {
        using var output = new MemoryStream();
        JsonDump.Write(sources, output);
        return JsonDocument.Parse(output.ToArray()).RootElement;
    }
}
