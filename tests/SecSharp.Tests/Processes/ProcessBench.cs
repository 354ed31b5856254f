using System.Diagnostics;
using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Correlation;
using SecSharp.Hosting;
using SecSharp.Outputs;
using SecSharp.Patterns;
using SecSharp.Polling;
using SecSharp.Processes;
using SecSharp.Reporting;

namespace SecSharp.Tests.Processes;

/// <summary>An engine without rules whose actions reach real child processes, in a folder of its own.</summary>
internal sealed class ProcessBench : IDisposable
{
    private readonly List<(string Text, string Context)> _events = [];
    private readonly MemoryStream _standardOutput = new();

    public ProcessBench()
    {
        Folder = Directory.CreateTempSubdirectory("sec-processes-").FullName;
        var log = new EngineLog((level, message) => Log.Add((level, message)));
        var host = new ProgramHost(log);
        Children = new ChildProcesses(Poll, TimeProvider.System, log) { LongestLine = 1 << 20 };
        host.Processes = Children;
        Engine = new Engine(
            new RuleBase([new RuleFile("recording", [new RecordingRule(_events)], true)]), new ActionVariables(), new EngineOptions { InternalContexts = true }, TimeProvider.System,
            new OutputSet(_standardOutput, log), host, log);
        Children.Engine = Engine;
    }

    public string Folder { get; }

    public PollSet Poll { get; } = new();

    public ChildProcesses Children { get; }

    public Engine Engine { get; }

    public List<(LogLevel Level, string Message)> Log { get; } = [];

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Read(string name) => File.Exists(Path(name)) ? File.ReadAllText(Path(name)) : "";

    public void Perform(ActionKind kind, params string[] parameters) =>
        Children.Perform(new ExternalRequest(kind, [.. parameters.Select(ByteString.Utf8)]));

    /// <summary>Starts a script whose end writes <c>success</c> or <c>failure</c> to standard output.</summary>
    public void RunScript(string command, bool shell = true, params string[] contexts) => Children.RunScript(new ScriptRequest(
        shell ? [ByteString.Utf8(command)] : [.. command.Split(' ').Select(ByteString.Utf8)],
        shell,
        [.. contexts.Select(ByteString.Utf8)],
        Writes("success"),
        Writes("failure")));

    /// <summary>Waits as the daemon does until something has happened; fails when it does not within 10 seconds.</summary>
    public void WaitUntil(Func<bool> happened)
    {
        var watch = Stopwatch.StartNew();
        while (!happened())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "It did not happen. Log:\n" + string.Join('\n', Log));
            Poll.Wait(50);
        }
    }

    /// <summary>Waits until no child is left.</summary>
    public void WaitForChildren() => WaitUntil(() => Children.Running.Count == 0);

    /// <summary>What the engine has written to standard output.</summary>
    public string StandardOutput()
    {
        Engine.Outputs.Flush();
        return System.Text.Encoding.UTF8.GetString(_standardOutput.ToArray());
    }

    /// <summary>The events that the engine has processed, with their internal contexts.</summary>
    public List<(string Text, string Context)> Events()
    {
        Engine.ProcessEvents();
        return _events;
    }

    /// <summary>Descriptors that this process has open on pipes.</summary>
    public static int OpenPipes() =>
        Directory.GetFiles("/proc/self/fd").Count(static path => File.ResolveLinkTarget(path, false)?.Name.StartsWith("pipe:", StringComparison.Ordinal) == true);

    public void Dispose()
    {
        Children.Dispose();
        Engine.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static BoundActionList Writes(string text) => new(
        new ActionList([new WriteAction(Constant("-"), Constant(text), newline: true)], false),
        Bindings.Empty, ByteString.Empty, new RuleIdentity(0, 0));

    private static Template Constant(string text) => TemplateParser.Parse(System.Text.Encoding.UTF8.GetBytes(text), VariableScope.None);

    private sealed class RecordingRule : EventRule
    {
        private readonly List<(string Text, string Context)> _events;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public RecordingRule(List<(string Text, string Context)> events)
        {
            _events = events;
            Id = new RuleIdentity(0, 0);
            Line = 1;
        }

        public override System.Collections.Immutable.ImmutableArray<MatchCondition> Conditions { get; } =
            [new MatchCondition { Pattern = new TValuePattern(true), Continue = PointOfContinue.DontCont }];

        public override PointOfContinue? Apply(Engine engine)
        {
            _events.Add((
                System.Text.Encoding.Latin1.GetString(engine.Matcher.Buffer.Last(1)),
                System.Text.Encoding.Latin1.GetString(engine.Matcher.InternalContext.Span)));
            return PointOfContinue.DontCont;
        }
    }
}
