using System.Globalization;
using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Compilation;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Tests.Prefiltering;

/// <summary>A trace replayed through rules: all that can be observed of it.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Log">All log messages.</param>
/// <param name="State">Match counts of rules, live operations and contexts after each line.</param>
internal sealed record PrefilterRun(string Output, string Log, string State)
{
    public static PrefilterRun Of(IReadOnlyList<(string Name, string Text)> files, string trace, EngineOptions options)
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
            var replay = new Replay(engine, clock, null);
            var sources = new[] { engine.CreateSource(ByteString.Utf8("trace")), engine.CreateSource(ByteString.Utf8("two")) };
            var number = 0;
            foreach (var line in trace.Split('\n', StringSplitOptions.RemoveEmptyEntries))
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
