using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Compilation;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Perl;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Differential.Running;

/// <summary>Runs cases through this engine, in this process, as <c>sec replay --timestamps=prefix</c> does.</summary>
internal static class Replayed
{
    /// <summary>What the rules write to standard output, and how many were loaded.</summary>
    /// <param name="which">The case.</param>
    /// <param name="mostBytes">The engine is stopped with an exception when it writes more.</param>
    /// <param name="hosting">Which way Perl code is run.</param>
    /// <param name="prefilter">Whether lines go through the literal prefilter.</param>
    public static RunOutcome Run(
        Case which, long mostBytes = 64 << 20, PerlHosting hosting = PerlHosting.Automatic, PrefilterMode prefilter = PrefilterMode.Auto)
    {
        using var output = new LimitedStream(mostBytes);
        var variables = new ActionVariables();
        using var perl = new PerlRuntime(hosting, virtualTime: true);
        var rules = RuleCompiler.Compile(
            [.. which.Files.Select(file => RuleFileParser.Parse(file.Name, Encoding.Latin1.GetBytes(file.Text), [], perl, Options(which).BufferSize))], variables);
        var clock = new ReplayClock();
        var log = new EngineLog();
        var options = Options(which) with { Prefilter = prefilter };
        using (var engine = new Engine(rules, variables, options, clock, new OutputSet(output, log), new ProgramHost(log), log) { Perl = perl })
        {
            var replay = new Replay(engine, clock, null);
            var trace = Encoding.Latin1.GetBytes(string.Concat(which.Trace.Select(static line => line + "\n")));
            using var reader = new LineReader(new MemoryStream(trace));
            try
            {
                replay.Run(engine.CreateSource(ByteString.Utf8("trace")), reader);
                replay.Finish(0);
            }
            catch (PerlExitException)
            {
                // The program ends here.
            }
        }

        var loaded = rules.Files.Where(static file => file.Rules.Length > 0).Select(static file => $"{file.Path}:{file.Rules.Length}");
        return new RunOutcome(Encoding.Latin1.GetString(output.ToArray()), string.Join(' ', loaded));
    }

    /// <summary>What is wrong with the rules of a case.</summary>
    public static string Faults(Case which)
    {
        var found = new List<Diagnostic>();
        using var perl = new PerlRuntime();
        foreach (var file in which.Files)
        {
            RuleFileParser.Parse(file.Name, Encoding.Latin1.GetBytes(file.Text), found, perl, Options(which).BufferSize);
        }

        return string.Concat(found.Select(static fault => fault + "\n"));
    }

    private static EngineOptions Options(Case which)
    {
        string? Value(string name) =>
            which.Options.LastOrDefault(option => option.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + 3)..];
        bool? joint = which.Options.LastOrDefault(static option => option is "--jointbuf" or "--nojointbuf") is { } buffers
            ? buffers == "--jointbuf"
            : null;
        return new EngineOptions
        {
            InternalEvents = which.Options.Contains("--intevents"),
            InternalContexts = which.Options.Contains("--intcontexts"),
            BufferSize = int.Parse(Value("bufsize") ?? "0"),
            JointBuffer = joint,
            EventStoreSize = int.Parse(Value("evstoresize") ?? "0"),
            CleanTime = int.Parse(Value("cleantime") ?? "1"),
        };
    }

    private sealed class LimitedStream(long mostBytes) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Check(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Check(count);
            base.Write(buffer, offset, count);
        }

        private void Check(int count)
        {
            if (Length + count > mostBytes)
            {
                throw new InvalidOperationException($"More than {mostBytes} bytes of output.");
            }
        }
    }
}
