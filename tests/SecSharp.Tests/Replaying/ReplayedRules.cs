using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Compilation;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Inputs.Timestamps;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Tests.Replaying;

/// <summary>A replay of logs through the rules of one file, and what they have written to standard output.</summary>
internal sealed class ReplayedRules : IDisposable
{
    private readonly MemoryStream _output = new();

    public ReplayedRules(string rules, TimestampFormat? format = null, EngineOptions? options = null, long startTime = 0)
    {
        var variables = new ActionVariables();
        var found = new List<SecSharp.Configuration.Diagnostics.Diagnostic>();
        var file = RuleFileParser.Parse("a.sec", Encoding.Latin1.GetBytes(rules), found);
        Assert.Empty(found);
        var log = new EngineLog();
        Clock = new ReplayClock { Seconds = startTime };
        Engine = new Engine(
            RuleCompiler.Compile([file], variables), variables, options ?? new EngineOptions(), Clock, new OutputSet(_output, log), new ProgramHost(log), log);
        Replay = new Replay(Engine, Clock, format);
    }

    public ReplayClock Clock { get; }

    public Engine Engine { get; }

    public Replay Replay { get; }

    public ReplayCounts Counts => Replay.Counts;

    /// <summary>What has been written to standard output so far, line by line.</summary>
    public string[] Output => Encoding.Latin1.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Replays a log of the given lines.</summary>
    public ReplayedRules Run(params string[] lines) => RunFrom("log", lines);

    /// <summary>Replays a log of the given lines under the given name.</summary>
    public ReplayedRules RunFrom(string source, params string[] lines)
    {
        Assert.Null(Run(source, new MemoryStream(Encoding.Latin1.GetBytes(string.Join('\n', lines)))));
        return this;
    }

    /// <summary>Replays a log; the message is why it could not be read to its end.</summary>
    public string? Run(string source, Stream log) => RunUntil(source, log, TestContext.Current.CancellationToken);

    /// <summary>Replays a log until it is cancelled.</summary>
    public string? RunUntil(string source, Stream log, CancellationToken cancellation)
    {
        using var reader = new LineReader(log, blockSize: 64);
        return Replay.Run(Engine.CreateSource(ByteString.Latin1(source)), reader, cancellation);
    }

    public ReplayedRules Finish(long runOn = 0)
    {
        Replay.Finish(runOn);
        return this;
    }

    public void Dispose()
    {
        Engine.Dispose();
        _output.Dispose();
    }
}
