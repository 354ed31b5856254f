using System.Text.Json;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Reports;

/// <summary>Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS).</summary>
/// <param name="version">The program's name and version.</param>
internal sealed class SarifReport(string version) : IFindingReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public void Write(IReadOnlyList<Diagnostic> findings, int files, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonReport.Form))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteString("columnKind", "unicodeCodePoints");
            json.WriteStartArray("results");
            foreach (var finding in findings)
            {
                WriteResult(json, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "sec check");
        json.WriteString("fullName", version);
        json.WriteStartArray("rules");
        foreach (var (name, summary) in CheckTable.Summaries)
        {
            json.WriteStartObject();
            json.WriteString("id", name);
            WriteText(json, "shortDescription", summary);
            WriteText(json, "help", $"See {CheckTable.PageOf(name)}.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Check);
        json.WriteNumber("ruleIndex", CheckTable.Names.TakeWhile(name => name != finding.Check).Count());
        json.WriteString("level", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        var rule = finding.RuleType is null ? "" : $"{finding.RuleType} rule at line {finding.RuleLine}: ";
        var field = finding.Field is null ? "" : $"field '{finding.Field}': ";
        var remedy = finding.Remedy is null ? "" : $" Remedy: {finding.Remedy}";
        WriteText(json, "message", Message(JsonReport.Text($"{rule}{field}{finding.Message}.{remedy}")));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(finding.File));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.Position.Line);
        json.WriteNumber("startColumn", Column(finding));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>Braces stand for placeholders in messages, and twice for themselves (SARIF 2.1.0, 3.11.5).</summary>
    private static string Message(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>The file's name as a relative reference, or an absolute one for an absolute path (RFC 3986).</summary>
    private static string Uri(string path)
    {
        var escaped = string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));
        return path.StartsWith('/') ? "file://" + escaped : escaped;
    }

    /// <summary>The column in characters; positions count bytes.</summary>
    private static int Column(Diagnostic finding)
    {
        var before = finding.SourceLine is { } line ? line[..Math.Clamp(finding.Position.Column - 1, 0, line.Length)] : null;
        return before is null ? finding.Position.Column : JsonReport.Text(before).EnumerateRunes().Count() + 1;
    }
}
