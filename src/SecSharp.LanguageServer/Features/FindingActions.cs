using System.Text.Json;
using SecSharp.Checking;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;
using Range = SecSharp.LanguageServer.Protocol.Range;

namespace SecSharp.LanguageServer.Features;

/// <summary>What can be done about findings: a check is told that a rule is right, by <c>rem=nocheck: NAME</c>.</summary>
internal static class FindingActions
{
    public static IReadOnlyList<CodeAction> For(RuleDocument document, IEnumerable<JsonElement> findings) =>
        [.. findings.Select(finding => Silence(document, finding)).OfType<CodeAction>()];

    private static CodeAction? Silence(RuleDocument document, JsonElement shown)
    {
        if (Read(shown) is not { } finding || finding.Code is Diagnostic.SyntaxCheck or Silencing.Name
            || !CheckTable.Names.Contains(finding.Code)
            || document.LineAt(document.Source.ToSource(finding.Range.Start).Line) is not { } line
            || document.RuleOf(line) is not { } rule
            || rule.Find("type") is not { } type)
        {
            return null;
        }

        var (place, text) = rule.Lines.FirstOrDefault(static other => IsSilencing(other)) is { } remark
            ? (remark.Value.Source.PositionAt(remark.Value.Start + remark.Value.Length), $", {finding.Code}")
            : (new SourcePosition(type.First + type.Count, int.MaxValue), $"\nrem=nocheck: {finding.Code}");
        var at = document.Source.ToPosition(place);
        return new CodeAction(
            $"Silence {finding.Code} in this rule", "quickfix", [shown],
            new WorkspaceEdit(new Dictionary<string, IReadOnlyList<TextEdit>> { [document.Uri] = [new TextEdit(new Range(at, at), text)] }));
    }

    /// <summary>A finding of ours; null for one of somebody else, which may look otherwise.</summary>
    private static DocumentDiagnostic? Read(JsonElement shown)
    {
        try
        {
            return shown.Deserialize(ProtocolJson.Default.DocumentDiagnostic);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSilencing(LogicalLine line) =>
        line.Kind == LogicalLineKind.Field && line.Name.ToString() == "rem" && line.Value.Span.StartsWith("nocheck:");
}
