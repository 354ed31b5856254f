using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Tests;

/// <summary>What a soft restart leaves of a running engine.</summary>
public sealed class EngineReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryStream _output = new();
    private readonly ReplayClock _clock = new() { Seconds = 1000 };
    private readonly RuleLoader _loader;
    private readonly Engine _engine;
    private readonly InputSource _source;
    private LoadedRules _loaded;

    public EngineReloadTests()
    {
        var log = new EngineLog();
        var variables = new ActionVariables();
        _loader = new RuleLoader(variables, log);
        Write("a", "one", 1);
        Write("b", "one", 1);
        _loaded = _loader.Load([_folder["a"], _folder["b"]]);
        Assert.DoesNotContain(_loaded.Findings, static finding => finding.Severity == Severity.Error);
        _engine = new Engine(
            _loaded.Rules, variables, new EngineOptions(), _clock, new OutputSet(_output, log), new ProgramHost(log), log);
        _source = _engine.CreateSource(ByteString.Utf8("in"));
        _engine.Start();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Operations_of_a_changed_file_end_and_those_of_others_go_on()
    {
        Process("start a", "start b");
        Write("b", "two", 2);
        Reload("a", "b");

        Assert.Equal(1, _engine.Operations.Count);
        _clock.Seconds += 100;
        _engine.ReadClock();
        _engine.ProcessEvents();
        Assert.Equal("window of a over one\n", Output());
    }

    [Fact]
    public void Operations_of_a_removed_file_end()
    {
        Process("start a", "start b");
        Reload("b");

        Assert.Equal(1, _engine.Operations.Count);
        Assert.Null(_engine.Rules.FindFile(0));
    }

    [Fact]
    public void Contexts_of_a_changed_file_live_on_with_their_old_action_lists()
    {
        Process("context b");
        Write("b", "two", 2);
        Reload("b");
        _clock.Seconds += 100;
        _engine.ReadClock();
        _engine.ProcessEvents();

        Assert.Equal("context of b over one\n", Output());
    }

    [Fact]
    public void A_file_that_has_not_changed_keeps_its_rules_and_counts_behind_a_new_one()
    {
        Process("start b");
        var rule = _engine.Rules.Files[1].Rules[0];
        Write("0", "new", 1);
        Reload("0", "a", "b");

        Assert.Same(rule, _engine.Rules.Files[2].Rules[0]);
        Assert.Equal(1, rule.MatchCount);
        Assert.Same(_engine.Rules.Files[2], _engine.Rules.FindFile(rule.Id.File));
    }

    [Fact]
    public void Reset_in_a_context_finds_the_file_it_comes_from_behind_a_new_one()
    {
        Process("start b", "resetting b");
        Write("0", "new", 1);
        Reload("0", "a", "b");
        _clock.Seconds += 15;
        _engine.ReadClock();
        _engine.ProcessEvents();

        Assert.Equal(0, _engine.Operations.Count);
        Assert.Equal("", Output());
    }

    [Fact]
    public void Buffers_grow_and_shrink_with_the_patterns_and_keep_the_last_lines()
    {
        Write("b", "two", 2, "type=Single\nptype=RegExp3\npattern=^(.*)\\n(.*)\\n(.*)$\ndesc=x\naction=write - $1|$2|$3\n");
        Reload("b");
        Process("1", "2");
        Write("b", "two", 3, "type=Single\nptype=RegExp2\npattern=^(.*)\\n(.*)$\ndesc=x\naction=write - $1|$2\n");
        Reload("b");
        Process("3");

        Assert.Equal("||1\n|1|2\n2|3\n", Output());
    }

    private void Process(params string[] lines)
    {
        foreach (var line in lines)
        {
            _engine.ProcessLine(_source, Encoding.Latin1.GetBytes(line));
        }
    }

    private void Reload(params string[] files)
    {
        _loaded = _loader.Load(files.Select(name => _folder[name]), _loaded);
        _engine.Reload(_loaded.Rules, new EngineOptions());
    }

    private string Output()
    {
        _engine.Outputs.Flush();
        return Encoding.Latin1.GetString(_output.ToArray());
    }

    private void Write(string name, string version, int modified, string? rules = null)
    {
        _folder.Write(name, rules ?? $"""
            type=PairWithWindow
            ptype=SubStr
            pattern=start {name}
            desc=start {name}
            action=write - window of {name} over {version}
            ptype2=SubStr
            pattern2=end {name}
            desc2=end {name}
            action2=none
            window=50

            type=Single
            ptype=SubStr
            pattern=context {name}
            desc=context
            action=create {name} 50 (write - context of {name} over {version})

            type=Single
            ptype=SubStr
            pattern=resetting {name}
            desc=context
            action=create R{name} 10 (reset 1 start {name})

            """);
        File.SetLastWriteTimeUtc(_folder[name], DateTime.UnixEpoch.AddSeconds(modified));
    }
}
