using System.Text;
using System.Text.Json;
using SecSharp.Checking;
using SecSharp.Checking.Reports;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Tests.Checking.Reports;

/// <summary>Reports as approved (*.approved.*).</summary>
public sealed class ReportTests
{
    private const string Rules = """
        type=Single
        ptype=RegExp
        pattern=Tür (\S+) öffnet
        desc=Tür $1 öffnet für $+{wen}
        action=logonly

        not a field

        type=Singel
        ptype=SubStr
        pattern="quoted"

        type=Single
        ptype=RegExp
        pattern=.*door
        desc=a door
        action=logonly

        """;

    [Theory]
    [InlineData("human.approved.txt")]
    [InlineData("json.approved.json")]
    [InlineData("sarif.approved.json")]
    public void The_report_is_as_approved(string name)
    {
        Approved.Check($"tests/SecSharp.Tests/Checking/Reports/{name}", Written(ReportOf(name), Findings("rüle files/a.sec", Rules)));
    }

    [Fact]
    public void Without_findings_people_are_told_so() =>
        Assert.Equal("1 rule file checked: nothing found\n", Written(new HumanReport(), []));

    [Fact]
    public void Without_findings_Sarif_has_an_empty_list_of_results()
    {
        using var document = JsonDocument.Parse(Written(new SarifReport("x"), []));
        Assert.Equal(0, document.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData("a.sec", "a.sec")]
    [InlineData("/etc/sec/a b.sec", "file:///etc/sec/a%20b.sec")]
    [InlineData("r/ü.sec", "r/%C3%BC.sec")]
    public void Sarif_names_files_by_references(string path, string expected)
    {
        using var document = JsonDocument.Parse(Written(new SarifReport("x"), Findings(path, Rules)));
        var result = document.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.Equal(expected, location.GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void Each_result_of_Sarif_has_the_index_of_its_rule()
    {
        using var document = JsonDocument.Parse(Written(new SarifReport("x"), Findings("a.sec", Rules)));
        var run = document.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        }
    }

    private static IFindingReport ReportOf(string name) => name[0] switch
    {
        'h' => new HumanReport(),
        'j' => new JsonReport(),
        _ => new SarifReport("SecSharp 1.0"),
    };

    private static IReadOnlyList<Diagnostic> Findings(string path, string text) =>
        RuleBaseChecker.Check([new RuleFileSource(path, Encoding.UTF8.GetBytes(text))], new CheckOptions());

    private static string Written(IFindingReport report, IReadOnlyList<Diagnostic> findings)
    {
        using var output = new MemoryStream();
        report.Write(findings, 1, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
