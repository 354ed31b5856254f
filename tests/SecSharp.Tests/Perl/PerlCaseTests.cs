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

namespace SecSharp.Tests.Perl;

/// <summary>The behaviour cases with Perl in them, with each host.</summary>
public sealed class PerlCaseTests
{
    public static IEnumerable<TheoryDataRow<string, PerlHosting>> Cases() =>
        from path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "behaviour"), "*perl-*.case")
        from hosting in new[] { PerlHosting.Embedded, PerlHosting.ChildProcess }
        orderby path, hosting
        select new TheoryDataRow<string, PerlHosting>(Path.GetFileName(path), hosting);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_acts_as_the_reference(string file, PerlHosting hosting)
    {
        var sections = Sections(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "behaviour", file), Encoding.Latin1));
        Assert.Equal(sections["output"], Run(sections, hosting));
    }

    private static Dictionary<string, string> Sections(string text)
    {
        var sections = new Dictionary<string, string>();
        string? name = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("%% ", StringComparison.Ordinal))
            {
                name = line[3..] == "rules" ? "rules a.sec" : line[3..];
                sections[name] = "";
            }
            else if (name is not null)
            {
                sections[name] += line + "\n";
            }
        }

        // What follows the last newline is no line.
        sections[name!] = sections[name!][..^1];
        return sections;
    }

    private static string Run(Dictionary<string, string> sections, PerlHosting hosting)
    {
        var options = sections.GetValueOrDefault("options", "").Split('\n');
        string? Option(string name) => options.FirstOrDefault(option => option.StartsWith(name + "=", StringComparison.Ordinal))?.Split('=')[1];
        using var perl = new PerlRuntime(hosting, virtualTime: true);
        var variables = new ActionVariables();
        var findings = new List<Diagnostic>();
        var rules = RuleCompiler.Compile(
            [.. from section in sections
                where section.Key.StartsWith("rules", StringComparison.Ordinal)
                orderby section.Key
                select RuleFileParser.Parse(section.Key[6..], Encoding.Latin1.GetBytes(section.Value), findings, perl)],
            variables);
        var engineOptions = new EngineOptions
        {
            InternalEvents = options.Contains("--intevents"),
            InternalContexts = options.Contains("--intcontexts"),
            BufferSize = int.Parse(Option("--bufsize") ?? "0", System.Globalization.CultureInfo.InvariantCulture),
            JointBuffer = options.Contains("--jointbuf") ? true : options.Contains("--nojointbuf") ? false : null,
        };
        var output = new MemoryStream();
        var clock = new ReplayClock();
        var log = new EngineLog();
        using (var engine = new Engine(rules, variables, engineOptions, clock, new OutputSet(output, log), new ProgramHost(log), log) { Perl = perl })
        {
            var replay = new Replay(engine, clock, null);
            using var reader = new LineReader(new MemoryStream(Encoding.Latin1.GetBytes(sections["trace"])));
            try
            {
                replay.Run(engine.CreateSource(ByteString.Utf8("trace")), reader);
                replay.Finish(0);
            }
            catch (PerlExitException)
            {
                // The program would end here.
            }
        }

        return Encoding.Latin1.GetString(output.ToArray());
    }
}
