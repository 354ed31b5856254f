using System.Text;
using SecSharp.Configuration;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;
using SecSharp.Differential;
using SecSharp.Differential.Generation;
using SecSharp.Formatting;
using SecSharp.Perl;
using SecSharp.Tests.Configuration;

namespace SecSharp.Tests.Formatting;

/// <summary>Formatting changes nothing but the layout, and formatting twice nothing at all.</summary>
public sealed class RuleFileFormatterTests : IDisposable
{
    private readonly PerlRuntime _perl = new(PerlHosting.ChildProcess);

    private static string Folder => Repository.Folder("tests/SecSharp.Tests/Formatting/layouts");

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folder, "*.sec").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => _perl.Dispose();

    /// <summary>layouts/*.sec with what they become.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Layouts_are_as_approved(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".sec"), Encoding.Latin1);
        Check(text);
        Approved.Check(Path.Combine(Folder, name + ".approved.txt"), Format(text), Encoding.Latin1);
    }

    [Fact]
    public void Random_rules_stay_the_same()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            foreach (var file in CaseGenerator.Generate(seed).Files)
            {
                Check(file.Text);
            }
        }
    }

    [Fact]
    public void Damaged_rules_stay_the_same()
    {
        var random = new Random(4711);
        var source = string.Concat(Enumerable.Range(0, 60).SelectMany(static seed => CaseGenerator.Generate(seed).Files).Select(static file => file.Text));
        string[] splinters = ["\\\n", " \\\n  ", "\\ \n", "\\\n\n", "\n", "\\", ";", " ", "(", ")", "\\(", "\\)", "#", "# x\n", "\r\n", "\t", "'", "[", "]", "!", "&&", "||", "->", "=", "rem=x\n", "label=x\n", "\u00c3\u00a4", "\u00ff"];
        for (var round = 0; round < 4000; round++)
        {
            var length = random.Next(60, 900);
            var damaged = new StringBuilder(source.Substring(random.Next(source.Length - length), length));
            for (var change = random.Next(8); change > 0; change--)
            {
                damaged.Insert(random.Next(damaged.Length), splinters[random.Next(splinters.Length)]);
            }

            Check(damaged.ToString());
        }
    }

    [Fact]
    public void Rules_of_recorded_cases_stay_the_same()
    {
        foreach (var path in Directory.GetFiles(Repository.Folder("tests/behaviour"), "*.case"))
        {
            foreach (var file in Case.Parse(File.ReadAllText(path, Encoding.Latin1), out _).Files)
            {
                Check(file.Text);
            }
        }
    }

    [Fact]
    public void Rules_that_the_reference_has_judged_stay_the_same()
    {
        var text = "\n" + File.ReadAllText(Repository.Folder("tests/SecSharp.Tests/Configuration/verdicts.txt"), Encoding.Latin1);
        foreach (var part in text.Split("\n%% loaded ").Skip(1))
        {
            Check(part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..] + "\n");
        }
    }

    [Fact]
    public void Rules_of_the_repository_stay_the_same()
    {
        foreach (var folder in new[] { "examples", "tests", "bench" })
        {
            foreach (var path in Directory.GetFiles(Repository.Folder(folder), "*.sec", SearchOption.AllDirectories))
            {
                Check(File.ReadAllText(path, Encoding.Latin1));
            }
        }
    }

    [Fact]
    public void Examples_are_in_the_canonical_layout()
    {
        foreach (var path in Directory.GetFiles(Repository.Folder("examples"), "*.sec", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(path, Encoding.Latin1);
            Assert.True(text == Format(text), $"To be formatted with sec fmt: {path}");
        }
    }

    private static string Format(string text) => Encoding.Latin1.GetString(RuleFileFormatter.Format(Encoding.Latin1.GetBytes(text)));

    private void Check(string text)
    {
        var formatted = Format(text);
        Assert.True(
            SyntaxText.Of(Parse(text)) == SyntaxText.Of(Parse(formatted)), $"Not the same rules:\n{text}\nformatted as\n{formatted}");
        Assert.Equal(formatted, Format(formatted));
        Assert.Equal(Comments(text), Comments(formatted));
    }

    private static string[] Comments(string text) =>
    [
        .. LogicalLine.Read(text.Split('\n'))
            .Where(static line => line.Kind == LogicalLineKind.Comment)
            .Select(static line => line.Text.All.Trim().ToString()),
    ];

    private RuleFileSyntax Parse(string text) => RuleFileParser.Parse("a.sec", Encoding.Latin1.GetBytes(text), [], _perl);
}
