using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking.Reports;

/// <summary>Findings as JSON: an object with the list <c>findings</c>.</summary>
internal sealed class JsonReport : IFindingReport
{
    /// <summary>How JSON is written: for people to read too.</summary>
    public static JsonWriterOptions Form { get; } = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(IReadOnlyList<Diagnostic> findings, int files, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Form))
        {
            json.WriteStartObject();
            json.WriteNumber("files", files);
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                WriteFinding(json, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Findings hold one character a byte.</summary>
    public static string Text(string latin1) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1));

    private static void WriteFinding(Utf8JsonWriter json, Diagnostic finding)
    {
        json.WriteStartObject();
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Position.Line);
        json.WriteNumber("column", finding.Position.Column);
        json.WriteString("severity", SeverityNames.Of(finding.Severity));
        json.WriteString("check", finding.Check);
        if (finding.RuleType is { } type)
        {
            json.WriteString("ruleType", Text(type));
            json.WriteNumber("ruleLine", finding.RuleLine);
        }

        if (finding.Field is { } field)
        {
            json.WriteString("field", Text(field));
        }

        json.WriteString("message", Text(finding.Message));
        if (finding.Remedy is { } remedy)
        {
            json.WriteString("remedy", Text(remedy));
        }

        json.WriteString("page", CheckTable.PageOf(finding.Check));
        json.WriteEndObject();
    }
}
