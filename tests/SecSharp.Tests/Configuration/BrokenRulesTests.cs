using System.Text;
using SecSharp.Configuration;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Differential;
using SecSharp.Differential.Generation;

namespace SecSharp.Tests.Configuration;

/// <summary>
/// Broken rule files with the messages that people get (broken/*.approved.txt).
/// </summary>
public sealed class BrokenRulesTests
{
    private const string ValidRule = "type=Single\nptype=SubStr\npattern=x\ndesc=d\naction=none\n";

    private static string Folder => Repository.Folder("tests/SecSharp.Tests/Configuration/broken");

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folder, "*.sec").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Messages_are_as_approved(string name)
    {
        var findings = new List<Diagnostic>();
        var file = RuleFileParser.Parse(name + ".sec", File.ReadAllBytes(Path.Combine(Folder, name + ".sec")), findings);
        var actual = string.Join("\n\n", findings) + $"\n\n{file.Rules.Length} rules loaded\n";
        Approved.Check($"tests/SecSharp.Tests/Configuration/broken/{name}.approved.txt", actual);
    }

    [Fact]
    public void Any_bytes_between_valid_rules_leave_these_alone()
    {
        var random = new Random(4711);
        var source = string.Concat(Enumerable.Range(0, 40).SelectMany(static seed => CaseGenerator.Generate(seed).Files).Select(static file => file.Text));
        for (var round = 0; round < 2000; round++)
        {
            var broken = source.Substring(random.Next(source.Length - 400), random.Next(400)).ToCharArray();
            for (var change = random.Next(6); change > 0 && broken.Length > 0; change--)
            {
                broken[random.Next(broken.Length)] = (char)random.Next(256);
            }

            // A continued line would take the separator with it.
            var text = new string(broken).TrimEnd(' ', '\t', '\r', '\f', '\v', '\n', '\\');
            var findings = new List<Diagnostic>();
            var rules = RuleFileParser.Parse("a.sec", Encoding.Latin1.GetBytes($"{ValidRule}\n{text}\n\n{ValidRule}"), findings).Rules;

            Assert.True(rules.Length >= 2, $"The valid rules did not load around:\n{text}");
            Assert.Equal(ValidRule, Printed(rules[0]));
            Assert.Equal(ValidRule, Printed(rules[^1]));
            Assert.All(findings, static finding => Assert.NotEmpty(finding.ToString()));
        }
    }

    [Fact]
    public void A_line_of_a_megabyte_is_reported_in_one_short_line()
    {
        var findings = new List<Diagnostic>();
        RuleFileParser.Parse("a.sec", Encoding.Latin1.GetBytes($"{ValidRule}junk{new string('y', 1 << 20)}=x\nzz=1\n"), findings);

        Assert.All(findings, static finding => Assert.All(finding.ToString().Split('\n'), static line => Assert.InRange(line.Length, 0, 400)));
    }

    private static string Printed(SecSharp.Configuration.Syntax.RuleSyntax rule) => SecSharp.Configuration.Printing.RuleFilePrinter
        .Print(new SecSharp.Configuration.Syntax.RuleFileSyntax("a.sec", [rule], null, [])).TrimEnd('\n') + "\n";
}
