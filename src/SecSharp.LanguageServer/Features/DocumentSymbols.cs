using System.Text;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;
using Range = SecSharp.LanguageServer.Protocol.Range;

namespace SecSharp.LanguageServer.Features;

/// <summary>The rules of a document, and its labels, for the editor's outline.</summary>
internal static class DocumentSymbols
{
    public static IReadOnlyList<DocumentSymbol> Of(RuleDocument document) =>
        [.. document.Rules.SelectMany(rule => Of(document.Source, rule))];

    private static IEnumerable<DocumentSymbol> Of(SourceText source, RuleOutline rule)
    {
        foreach (var label in rule.Lines.Where(static line => line.Kind == LogicalLineKind.Field && line.Name.ToString() == "label"))
        {
            var place = source.ToRange(label.Value);
            yield return new DocumentSymbol(Decoded(label.Value), "label", DocumentSymbolKind.Key, new Range(source.ToRange(label.Name).Start, place.End), place);
        }

        if (rule.Find("type") is not { } type)
        {
            yield break;
        }

        var first = rule.Lines[0];
        var last = rule.Lines[^1];
        var whole = new Range(
            source.ToPosition(new SourcePosition(first.First + 1, 1)),
            source.ToPosition(new SourcePosition(last.First + last.Count, int.MaxValue)));
        var name = rule.Find("desc") ?? rule.Find("joincfset") ?? rule.Find("pattern") ?? type;
        var kind = rule.Type is { Name: "Options" or "Jump" } ? DocumentSymbolKind.Module : DocumentSymbolKind.Event;
        yield return new DocumentSymbol(Decoded(name.Value), rule.Type?.Name ?? Decoded(type.Value), kind, whole, source.ToRange(name.Value));
    }

    private static string Decoded(FieldSlice text) => Encoding.UTF8.GetString(text.ToBytes().Span);
}
