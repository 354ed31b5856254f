using System.Diagnostics;
using System.Globalization;
using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Hosting;
using SecSharp.Inputs;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Tests.Examples;

/// <summary>The files of examples/ against what the reference has written for them.</summary>
public sealed class ExamplesTests
{
    private static readonly string Folder = FindFolder();

    [Theory]
    [InlineData("first.sec", "expected-first.txt")]
    [InlineData("rules", "expected.txt")]
    public void Example_rules_tell_of_the_sample_what_the_reference_tells(string rules, string expectation)
    {
        var path = Path.Combine(Folder, rules);
        string[] files = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.sec").Order(StringComparer.Ordinal)] : [path];

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, expectation)), Replay(files));
    }

    [Fact]
    public void The_sample_is_what_its_program_writes()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "Perl is not installed.");
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Folder, "make-sample")) { RedirectStandardOutput = true })!;

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "sample.log")), process.StandardOutput.ReadToEnd());
    }

    private static string Replay(string[] files)
    {
        var variables = new ActionVariables();
        var clock = new ReplayClock();
        var log = new EngineLog();
        var loaded = new RuleLoader(variables, log).Load(files);
        Assert.Empty(loaded.Findings);
        using var output = new MemoryStream();
        using var engine = new Engine(loaded.Rules, variables, new EngineOptions(), clock, new OutputSet(output, log), new ProgramHost(log), log);
        var replay = new Replay(engine, clock, format: null);
        using var reader = new LineReader(new MemoryStream(TraceOf(Path.Combine(Folder, "sample.log"))));
        replay.Run(engine.CreateSource(ByteString.Utf8("sample.log")), reader);
        replay.Finish(0);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>The log with each line's time, taken as of 2026 and UTC, put before it in seconds since Epoch.</summary>
    private static byte[] TraceOf(string log)
    {
        var trace = new StringBuilder();
        foreach (var line in File.ReadLines(log, Encoding.Latin1))
        {
            var time = DateTime.ParseExact(
                "2026 " + line[..15], ["yyyy MMM dd HH:mm:ss", "yyyy MMM  d HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            trace.Append(CultureInfo.InvariantCulture, $"{new DateTimeOffset(time).ToUnixTimeSeconds()} {line}\n");
        }

        return Encoding.Latin1.GetBytes(trace.ToString());
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecSharp.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests don't run inside of the repository.");
        }

        return Path.Combine(folder.FullName, "examples");
    }
}
