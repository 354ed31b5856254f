using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Reporting;
using SecSharp.Reporting.Dumping;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.Reporting;

/// <summary>The JSON dump against that of the installed reference for the same rules and lines.</summary>
public sealed partial class DumpAgainstReferenceTests : IDisposable
{
    private static readonly HashSet<string> TimeKeys =
        ["starttime", "windowstart", "windowend", "creationtime", "loadtime", "time", "startuptime", "confloadtime", "dumptime", "u", "t", "created", "position", "names"];

    private static readonly HashSet<string> VolatileKeys = ["runtime", "user", "system", "childuser", "childsystem", "cputime", "version", "options", "pid", "dev", "inode"];

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _lines;

    public DumpAgainstReferenceTests()
    {
        File.Copy(Source("dump.sec"), _folder["dump.sec"]);
        _lines = File.ReadAllLines(Source("dump.txt"), Encoding.Latin1);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--ruleperf")]
    [InlineData("--intcontexts")]
    [InlineData("--jointbuf", "--bufsize=3")]
    [InlineData("--bufsize=1")]
    public void Keys_nesting_types_and_values_are_those_of_the_reference(params string[] options)
    {
        Assert.SkipWhen(SecProcess.Reference is null, "The reference is not installed.");
        FitRulesTo(options);

        var expected = Flatten(DumpOfReference(options));
        var actual = Flatten(OwnDump(options));

        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData]
    [InlineData("--ruleperf", "--intcontexts", "--intevents")]
    [InlineData("--bufsize=1")]
    public void The_program_dumps_what_the_reference_dumps_with_its_inputs_and_children(params string[] options)
    {
        Assert.SkipWhen(SecProcess.Reference is null, "The reference is not installed.");
        FitRulesTo(options);
        _folder.Write("log.in", "from a file\nonce again\n");
        _folder.Append("dump.sec", "\ntype=Single\nptype=SubStr\npattern=once again\ndesc=children\naction=spawn sleep 60; shellcmd exec sleep 61; logonly started\n");
        string[] all = ["--input=log.in", "--input=missing=CONTEXT", "--fromstart", .. options];

        var expected = Flatten(DumpOf(SecProcess.Reference!, "expected", all));
        var actual = Flatten(DumpOf(SecProcess.Built, "actual", all));

        Assert.Equal(expected, actual);
    }

    /// <summary>The reference refuses patterns that match more lines than the input buffers hold.</summary>
    private void FitRulesTo(string[] options)
    {
        if (options.Contains("--bufsize=1"))
        {
            _folder.Write("dump.sec", File.ReadAllText(_folder["dump.sec"]).Replace("SubStr2", "SubStr", StringComparison.Ordinal));
        }
    }

    private JsonElement DumpOf(string program, string name, string[] options)
    {
        using var sec = SecProcess.StartProgram(
            program, _folder, ["--conf=dump.sec", "--input=-", $"--dump={name}.json", "--dumpfjson", $"--log={name}.log", .. options]);
        sec.WaitForFile(_folder[$"{name}.log"], "started");
        sec.Input.Write("single last\n"u8);
        sec.Input.Flush();
        sec.WaitForFile(_folder[$"{name}.log"], "latest");
        sec.Signal(SecProcess.User1);
        sec.WaitForFile(_folder[$"{name}.log"], "completed");
        sec.Stop();
        return JsonDocument.Parse(File.ReadAllBytes(_folder[$"{name}.json"])).RootElement;
    }

    private JsonElement DumpOfReference(string[] options)
    {
        using var sec = SecProcess.StartProgram(
            SecProcess.Reference!, _folder,
            ["--conf=dump.sec", "--input=-", "--notail", "--dump=dump.json", "--dumpfjson", "--log=log", .. options]);
        sec.Input.Write(Encoding.Latin1.GetBytes(string.Concat(_lines.Select(static line => line + "\n"))));
        sec.Input.Flush();
        sec.WaitForFile(_folder["log"], "Scheduling the creation of event 'latest'");
        sec.Signal(SecProcess.User1);
        sec.WaitForFile(_folder["log"], "Dump to dump.json completed");
        sec.CloseInput();
        sec.WaitForExit();
        return JsonDocument.Parse(File.ReadAllBytes(_folder["dump.json"])).RootElement;
    }

    private JsonElement OwnDump(string[] options)
    {
        var log = new EngineLog();
        var variables = new ActionVariables();
        var loaded = new RuleLoader(variables, log).Load([_folder["dump.sec"]]);
        Assert.Empty(loaded.Findings);
        var settings = new EngineOptions
        {
            RulePerformance = options.Contains("--ruleperf"),
            InternalContexts = options.Contains("--intcontexts"),
            JointBuffer = options.Contains("--jointbuf") ? true : null,
            BufferSize = options.Contains("--bufsize=3") ? 3 : options.Contains("--bufsize=1") ? 1 : 0,
        };
        using var engine = new Engine(
            loaded.Rules, variables, settings, TimeProvider.System, new OutputSet(Stream.Null, log), new DryRunHost(new OutputStream(Stream.Null, static _ => { })), log);
        var source = engine.CreateSource(ByteString.Utf8("-"));
        engine.Start();
        foreach (var line in _lines)
        {
            engine.ProcessLine(source, Encoding.Latin1.GetBytes(line));
        }

        var input = new InputState(
            source.Name, ByteString.Utf8("_FILE_EVENT_-"), IsDynamic: false, IsOpen: true, IsRegular: false, Identity: null, Position: 0, Offset: 0, Size: 0, source.Lines, LinesCut: 0, Predecessors: 0);
        using var output = new MemoryStream();
        JsonDump.Write(
            new DumpSources
            {
                Engine = engine,
                Program = new ProgramStatus("SEC", options, null, engine.Now, new Dictionary<string, string> { ["A"] = "B" }),
                Inputs = [input],
                Time = engine.Now,
            },
            output);
        return JsonDocument.Parse(output.ToArray()).RootElement;
    }

    /// <summary>One line for each value, with its path and type, what differs from run to run masked.</summary>
    private static string[] Flatten(JsonElement root)
    {
        var lines = new List<string>();
        Append(root, "", "");
        return [.. lines.Order(StringComparer.Ordinal)];

        void Append(JsonElement element, string path, string key)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object when path == "/env":
                    lines.Add("/env: Object");
                    break;
                case JsonValueKind.Object when path == "/children":
                    foreach (var (child, number) in element.EnumerateObject().OrderBy(static child => child.Value.GetProperty("cmdline").GetString()).Select(static (child, number) => (child, number)))
                    {
                        Append(child.Value, $"/children/{number}", "");
                    }

                    break;
                case JsonValueKind.Object:
                    lines.Add($"{path}: Object");
                    foreach (var property in element.EnumerateObject().Where(property => !IsLeftOut(path, property.Name)))
                    {
                        Append(property.Value, $"{path}/{Mask(property.Name)}", property.Name);
                    }

                    break;
                case JsonValueKind.Array:
                    // The reference has no order of contexts and of the names of a context.
                    var elements = element.EnumerateArray();
                    var index = 0;
                    lines.Add($"{path}: Array of {element.GetArrayLength()}");
                    foreach (var item in path is "/contexts" ? elements.OrderBy(static item => item.GetRawText().Length) : path.EndsWith("/name", StringComparison.Ordinal) ? elements.OrderBy(static item => item.GetString()) : elements.AsEnumerable())
                    {
                        Append(item, $"{path}/{index++}", key);
                    }

                    break;
                default:
                    // Parts of the time are strings while they begin with a zero.
                    var kind = path.StartsWith("/variables/.", StringComparison.Ordinal) ? "" : element.ValueKind.ToString();
                    lines.Add($"{path}: {kind} {(IsVolatile(path, key) ? "" : Mask(element.ToString()))}");
                    break;
            }
        }
    }

    /// <summary>%.chr32 and up came with 2.9.3; the installed reference may be older.</summary>
    private static bool IsLeftOut(string path, string key) =>
        path == "/variables" && key.StartsWith(".chr", StringComparison.Ordinal) && int.Parse(key[4..], System.Globalization.CultureInfo.InvariantCulture) > 31;

    private static bool IsVolatile(string path, string key) =>
        TimeKeys.Contains(key) || VolatileKeys.Contains(key) || key == "eventtimes" || path.StartsWith("/program/sgid", StringComparison.Ordinal)
        || (path.StartsWith("/variables/.", StringComparison.Ordinal) && !key.StartsWith(".chr", StringComparison.Ordinal));

    private static string Mask(string text) => RuleFilePath().Replace(text, "dump.sec");

    private static string Source(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecSharp.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests don't run inside of the repository.");
        }

        return Path.Combine(folder.FullName, "tests", "SecSharp.Tests", "Reporting", name);
    }

    [GeneratedRegex(@"[^\s""]*dump\.sec")]
    private static partial Regex RuleFilePath();
}
