using System.Diagnostics;
using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration.Compilation;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Tests.Inputs;

/// <summary>Inputs in a folder of their own, with an engine that has no rules; their lines are collected.</summary>
internal sealed class InputBench : IDisposable
{
    private readonly PollSet _polls = new();

    public InputBench()
    {
        Log = new EngineLog((level, text) => Messages.Add(text.Replace(Folder.Path + "/", "", StringComparison.Ordinal)));
        Engine = new Engine(
            RuleCompiler.Compile([], new ActionVariables()),
            new ActionVariables(),
            new EngineOptions(),
            Time,
            new OutputSet(Stream.Null, Log),
            new ProgramHost(Log),
            Log);
    }

    public TemporaryFolder Folder { get; } = new();

    public ManualTime Time { get; } = new();

    public List<string> Messages { get; } = [];

    public EngineLog Log { get; }

    public Engine Engine { get; }

    /// <summary>The lines taken so far, each <c>NAME: LINE</c>, one character a byte.</summary>
    public List<string> Lines { get; } = [];

    public InputSet Inputs { get; private set; } = null!;

    /// <summary>Opens files of the folder.</summary>
    public InputBench Open(InputOptions options, params string[] names) => Open(options, true, LineReader.LongestLine, names);

    /// <summary>Opens files of the folder without inotify(7).</summary>
    public InputBench OpenPolled(InputOptions options, params string[] names) => Open(options, false, LineReader.LongestLine, names);

    public InputBench Open(InputOptions options, bool watch, int longestLine, params string[] names)
    {
        Inputs = new InputSet(WithPatterns(options, names), Engine, _polls, Time, Log, longestLine, watch);
        Inputs.Open();
        Drain();
        return this;
    }

    public InputOptions WithPatterns(InputOptions options, params string[] names) =>
        options with { Patterns = [.. names.Select(name => name == "-" ? name : Folder[name])] };

    /// <summary>Takes all lines there are at this moment.</summary>
    public void Drain()
    {
        _polls.Wait(0);
        Inputs.CheckTimes();
        while (Inputs.TryTakeLine(out var source, out var line))
        {
            source.Lines++;
            Lines.Add($"{Path.GetFileName(source.Name.ToDisplay())}: {Encoding.Latin1.GetString(line)}");
        }
    }

    /// <summary>Takes lines until there are <paramref name="count"/>, waiting for changes as the daemon does.</summary>
    public void WaitFor(int count)
    {
        var started = Stopwatch.GetTimestamp();
        for (Drain(); Lines.Count < count; Drain())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), $"only {Lines.Count} lines: {string.Join(", ", Lines)}");
            _polls.Wait(100);
        }
    }

    /// <summary>The lines taken since the last call.</summary>
    public string Take()
    {
        Drain();
        var taken = string.Join(", ", Lines);
        Lines.Clear();
        return taken;
    }

    public void Dispose()
    {
        Inputs.Dispose();
        Engine.Dispose();
        Folder.Dispose();
    }
}
