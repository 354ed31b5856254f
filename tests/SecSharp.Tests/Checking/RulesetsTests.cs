using System.Text;
using SecSharp.Checking;
using SecSharp.Differential;
using SecSharp.Differential.Generation;
using SecSharp.Perl;

namespace SecSharp.Tests.Checking;

/// <summary>Rule bases as people write them, with what is found in them (tests/check).</summary>
public sealed class RulesetsTests
{
    private static string Folder => Repository.Folder("tests/check");

    public static TheoryData<string> Names() => [.. Directory.GetFileSystemEntries(Folder)
        .Where(static path => path.EndsWith(".sec", StringComparison.Ordinal) || Directory.Exists(path))
        .Select(static path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_are_as_expected(string name)
    {
        var path = Path.Combine(Folder, name);
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.sec") : [path + ".sec"];
        using var perl = new PerlRuntime();
        var findings = RuleBaseChecker.Check(
            [.. files.Order(StringComparer.Ordinal).Select(static file => new RuleFileSource(Path.GetFileName(file), File.ReadAllBytes(file)))],
            new CheckOptions { Perl = perl });
        var actual = string.Concat(findings.Select(static finding => $"{finding.Headline} [{finding.Check}]\n"));
        Approved.Check(path + ".expected", actual);
    }

    [Fact]
    public void Nothing_is_found_in_our_own_examples()
    {
        using var perl = new PerlRuntime();
        var examples = Repository.Folder("examples");
        var findings = RuleBaseChecker.Check(
            [.. Directory.GetFiles(examples, "*.sec", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(static file => new RuleFileSource(Path.GetFileName(file), File.ReadAllBytes(file)))],
            new CheckOptions { Perl = perl });

        Assert.Empty(findings.Select(static finding => finding.Headline));
    }

    [Fact]
    public void Random_rules_are_checked_to_the_end()
    {
        using var perl = new PerlRuntime();
        for (var seed = 0; seed < 80; seed++)
        {
            var sources = CaseGenerator.Generate(seed).Files.Select(static file => new RuleFileSource(file.Name, Encoding.Latin1.GetBytes(file.Text))).ToList();
            Assert.All(RuleBaseChecker.Check(sources, new CheckOptions { Perl = perl }), static finding => Assert.NotEmpty(finding.ToString()));
        }
    }

    [Fact]
    public void Any_bytes_are_checked_to_the_end()
    {
        var random = new Random(815);
        var source = string.Concat(Directory.GetFiles(Folder, "*.sec").Order(StringComparer.Ordinal).Select(static file => File.ReadAllText(file, Encoding.Latin1)));
        for (var round = 0; round < 60; round++)
        {
            var part = source.Substring(random.Next(source.Length - 2000), 2000).ToCharArray();
            for (var change = random.Next(8); change > 0; change--)
            {
                part[random.Next(part.Length)] = (char)random.Next(256);
            }

            var findings = Checked.All(new CheckOptions(), new string(part));
            Assert.All(findings, static finding => Assert.NotEmpty(finding.ToString()));
        }
    }
}
