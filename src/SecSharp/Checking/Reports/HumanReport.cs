using System.Globalization;
using System.Text;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Reports;

/// <summary>Findings for people: each as the daemon would show it, with the page that tells more.</summary>
internal sealed class HumanReport : IFindingReport
{
    public void Write(IReadOnlyList<Diagnostic> findings, int files, Stream output)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            text.Append(finding).Append("\n    check: ").Append(finding.Check).Append(", see ").Append(CheckTable.PageOf(finding.Check)).Append("\n\n");
        }

        text.Append(Summary(findings, files)).Append('\n');
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Summary(IReadOnlyList<Diagnostic> findings, int files)
    {
        var counts = findings
            .GroupBy(static finding => finding.Severity)
            .OrderByDescending(static group => group.Key)
            .Select(static group => Count(group.Count(), SeverityNames.Of(group.Key)));
        return $"{Count(files, "rule file")} checked: {(findings.Count == 0 ? "nothing found" : string.Join(", ", counts))}";
    }

    private static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
