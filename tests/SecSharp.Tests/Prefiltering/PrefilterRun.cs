using System.Globalization;
using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Compilation;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Observing;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;
using SecSharp.Tests.Replaying;

namespace SecSharp.Tests.Prefiltering;

/// <summary>A trace replayed through rules: all that can be observed of it.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Log">All log messages.</param>
/// <param name="State">Match counts of rules, live operations and contexts after each line.</param>
internal sealed record PrefilterRun(string Output, string Log, string State)
{
    /// <summary>Runs it.</summary>
    /// <param name="files">Rule files.</param>
    /// <param name="trace">Lines of time and text.</param>
    /// <param name="options">Settings of the engine.</param>
    /// <param name="observer">Who watches.</param>
    /// <param name="readsAhead">Whether a second thread reads and filters the lines; all come from one source then.</param>
    public static PrefilterRun Of(
        IReadOnlyList<(string Name, string Text)> files, string trace, EngineOptions options, EngineObserver? observer = null, bool readsAhead = false)
    {
        var variables = new ActionVariables();
        var diagnostics = new List<Diagnostic>();
        var rules = RuleCompiler.Compile(
            [.. files.Select(file => RuleFileParser.Parse(file.Name, Encoding.Latin1.GetBytes(file.Text), diagnostics, perl: null, options.BufferSize))], variables);
        var messages = new StringBuilder();
        var log = new EngineLog((level, message) => messages.Append(level).Append(' ').Append(message).Append('\n'));
        var clock = new ReplayClock();
        using var output = new MemoryStream();
        var state = new StringBuilder();
        using (var engine = new Engine(rules, variables, options, clock, new OutputSet(output, log), new ProgramHost(log), log))
        {
            engine.Observer = observer;
            var replay = new Replay(engine, clock, null);
            var sources = new[] { engine.CreateSource(ByteString.Utf8("trace")), engine.CreateSource(ByteString.Utf8("two")) };
            var number = 0;
            var lines = trace.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (readsAhead)
            {
                using var reader = new LineReader(new PiecewiseStream([.. lines.Select(static line => line + "\n")]));
                using var ahead = new ReadAhead(reader, engine.Candidates.CreateLineFilter(), static () => 0, isLive: true);
                replay.Progress = _ =>
                {
                    // The last block is the empty one at the end.
                    if (number++ < lines.Length)
                    {
                        Describe(engine, state);
                    }
                };
                Assert.Null(replay.Run(sources[0], ahead));
                lines = [];
            }

            foreach (var line in lines)
            {
                using var reader = new LineReader(new MemoryStream(Encoding.Latin1.GetBytes(line + "\n")));
                replay.Run(sources[options.JointBuffer is null ? 0 : number++ % 2], reader);
                Describe(engine, state);
            }

            replay.Finish(0);
        }

        return new PrefilterRun(Encoding.Latin1.GetString(output.ToArray()), messages.ToString(), state.ToString());
    }

    private static void Describe(Engine engine, StringBuilder state)
    {
        state.Append(engine.Now).Append(" operations ").Append(engine.Operations.Count);
        state.Append(" contexts ").AppendJoin(' ', engine.Contexts.Names.Select(static name => Encoding.Latin1.GetString(name.Key)).Order(StringComparer.Ordinal));
        state.Append(" matches ").AppendJoin(' ', engine.Rules.Files.SelectMany(static file => file.Rules).Select(static rule => rule.MatchCount.ToString(CultureInfo.InvariantCulture)));
        state.Append('\n');
    }
}
