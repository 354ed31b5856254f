using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using SecSharp.Tests.Observing;

namespace SecSharp.Tests.Prefiltering;

/// <summary>The recorded cases of tests/behaviour, but for those with Perl code, with and without the literal prefilter, and with an observer.</summary>
public sealed class BehaviourCaseTests
{
    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Folder(), "*.case").Select(static path => Path.GetFileNameWithoutExtension(path))
            .Where(static name => !name.StartsWith("perl-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_goes_the_same_way_with_and_without_prefilter_and_observer(string name)
    {
        var sections = Sections(File.ReadAllText(Path.Combine(Folder(), name + ".case"), Encoding.Latin1));
        var files = sections.Where(static section => section.Name.StartsWith("rules", StringComparison.Ordinal))
            .Select(static section => (section.Name.Length > 5 ? section.Name[6..] : "a.sec", section.Text))
            .OrderBy(static file => file.Item1, StringComparer.Ordinal)
            .ToArray();
        var trace = sections.Single(static section => section.Name == "trace").Text;
        var options = Options(sections.FirstOrDefault(static section => section.Name == "options").Text ?? "");

        var without = PrefilterRun.Of(files, trace, options with { Prefilter = PrefilterMode.No });
        var with = PrefilterRun.Of(files, trace, options with { Prefilter = PrefilterMode.Yes });
        var observed = PrefilterRun.Of(files, trace, options with { Prefilter = PrefilterMode.Yes }, new RecordingObserver());

        Assert.Equal(without, with);
        Assert.Equal(without, observed);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "../../behaviour");

    private static List<(string Name, string Text)> Sections(string text)
    {
        var sections = new List<(string Name, string Text)>();
        foreach (var part in ("\n" + text).Split("\n%% ").Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var body = end < 0 ? "" : part[(end + 1)..];
            sections.Add((end < 0 ? part : part[..end], body.Length == 0 || body.EndsWith('\n') ? body : body + "\n"));
        }

        return sections;
    }

    private static EngineOptions Options(string text)
    {
        var options = new EngineOptions();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split('=');
            options = parts[0] switch
            {
                "--intevents" => options with { InternalEvents = true },
                "--intcontexts" => options with { InternalContexts = true },
                "--jointbuf" => options with { JointBuffer = true },
                "--nojointbuf" => options with { JointBuffer = false },
                "--bufsize" => options with { BufferSize = int.Parse(parts[1], CultureInfo.InvariantCulture) },
                "--evstoresize" => options with { EventStoreSize = int.Parse(parts[1], CultureInfo.InvariantCulture) },
                "--cleantime" => options with { CleanTime = int.Parse(parts[1], CultureInfo.InvariantCulture) },
                _ => throw new NotSupportedException(line),
            };
        }

        return options;
    }
}
