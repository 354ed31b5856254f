using SecSharp.Actions;
using SecSharp.Cli.Options;
using SecSharp.Configuration;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Cli;

/// <summary><c>sec replay</c>: runs logs through the rules in event time.</summary>
internal static class ReplayCommand
{
    /// <summary>The command; its exit status is 1 when a rule or a log was faulty, 2 for a wrong command line.</summary>
    public static Command Command { get; } = new("replay", "run logs through the rules in event time", "[OPTION]... --conf=PATTERN FILE...", OptionTable.Replay, Run)
    {
        Details = """
            FILE is a log, one packed by gzip (.gz), or - for standard input. The clock is driven by the timestamps of the
            lines. Example: sec replay --conf=examples/first.sec examples/sample.log

            """,
    };

    private static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(arguments, OptionTable.Replay);
        if (Command.ShowsAbout(values))
        {
            return 0;
        }

        if (values.Arguments.Count == 0)
        {
            throw new UsageException("no log to replay: name one or more files, or - for standard input");
        }

        if (values.Texts("conf").Count == 0)
        {
            throw new UsageException("no rules: name rule files with --conf=PATTERN");
        }

        var inputs = Open(values.Arguments);
        try
        {
            return Run(values, inputs);
        }
        finally
        {
            inputs.ForEach(static input => input.Input.Dispose());
        }
    }

    private static List<(string Path, ReplayInput Input)> Open(IEnumerable<string> paths)
    {
        var inputs = new List<(string, ReplayInput)>();
        try
        {
            foreach (var path in paths)
            {
                inputs.Add((path, ReplayInput.Open(path)));
            }
        }
        catch (IOException exception)
        {
            inputs.ForEach(static input => input.Item2.Dispose());
            throw new UsageException(exception.Message);
        }

        return inputs;
    }

    private static int Run(OptionValues values, List<(string Path, ReplayInput Input)> inputs)
    {
        var format = EngineSettings.TimestampsFrom(values, inputs[0].Input);
        var clock = new ReplayClock { Seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() };
        var level = (LogLevel)values.Number("debug", (long)LogLevel.Debug);
        var consoleLevel = values.IsGiven("debug") ? level : LogLevel.Warning;
        using var destinations = new LogDestinations(values.Text("log"), Console.Error, consoleLevel, clock);
        var log = new EngineLog(destinations.Write, values.Text("log") is null ? consoleLevel : level);

        var variables = new ActionVariables();
        using var perl = EngineSettings.PerlFrom(values, virtualTime: true);
        var loaded = new RuleLoader(variables, log, perl) { BufferLines = EngineSettings.From(values).BufferSize }.Load(RuleLoader.Find(values.Texts("conf")));

        var showsProgress = values.Text("progress") == "yes" || (values.Text("progress") is null or "auto" && !Console.IsErrorRedirected);
        using var progress = showsProgress
            ? new ReplayProgress(Console.Error, TimeProvider.System, inputs.Sum(static input => input.Input.Length))
            : null;
        var standardOutput = Console.OpenStandardOutput();
        var isTerminal = !Console.IsOutputRedirected;
        standardOutput = progress is not null && isTerminal ? progress.Protect(standardOutput) : standardOutput;
        var isDryRun = values.Flag("dry-run") == true;
        using var world = isDryRun ? null : new ReplayHost(log);
        using var outputs = isDryRun ? new DryRunOutputs(standardOutput, log) : new OutputSet(standardOutput, log, world!.Polls);
        IEngineHost host = world is null ? new DryRunHost(outputs.StandardOutput) : world.Host;
        using var engine = new Engine(loaded.Rules, variables, EngineSettings.From(values), clock, outputs, host, log) { Perl = perl };

        var start = TimeProvider.System.GetTimestamp();
        var replay = new Replay(engine, clock, format)
        {
            Malformed = line => log.MalformedTraceLine(line),
        };
        if (world is not null)
        {
            world.Engine = engine;
        }

        var readsAhead = values.Text("read-ahead") switch
        {
            "yes" => true,
            "no" => false,
            _ => Environment.ProcessorCount > 1,
        };
        var failed = !ReplayAll(replay, engine, inputs, readsAhead, done =>
        {
            world?.Look();
            progress?.Update(done, replay.Counts.Lines, replay.Time);
        }, log);
        world?.Finish();
        replay.Finish(values.Number("run-on", 0));
        progress?.Erase();
        if (values.Text("summary") is null or "yes")
        {
            new ReplaySummary(engine, replay.Counts, TimeProvider.System.GetElapsedTime(start)).WriteTo(Console.Error);
        }

        return loaded.HasErrors || failed ? 1 : 0;
    }

    private static bool ReplayAll(
        Replay replay, Engine engine, List<(string Path, ReplayInput Input)> inputs, bool readsAhead, Action<long> blockDone, EngineLog log)
    {
        var isWhole = true;
        long done = 0;
        foreach (var (path, input) in inputs)
        {
            using var reader = new LineReader(input.Stream);
            // Unpacking is work enough for a thread.
            var filter = input.IsPacked ? null : engine.Candidates.CreateLineFilter();
            using var ahead = readsAhead ? new ReadAhead(reader, filter, () => input.Position, isLive: input.Length == 0) : null;
            var before = done;
            replay.Progress = position => blockDone(before + (ahead is null ? input.Position : position));
            var source = engine.CreateSource(ByteString.Utf8(path));
            if ((ahead is null ? replay.Run(source, reader) : replay.Run(source, ahead)) is { } error)
            {
                log.LogUnreadable(path, error);
                isWhole = false;
            }

            done += input.Length;
        }

        return isWhole;
    }
}
