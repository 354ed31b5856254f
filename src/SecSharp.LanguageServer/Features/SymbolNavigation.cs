using SecSharp.Configuration.Syntax;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;

namespace SecSharp.LanguageServer.Features;

/// <summary>From a name to where it comes about, and to all places where it is used.</summary>
internal static class SymbolNavigation
{
    /// <summary>The name at a place; null where there is none.</summary>
    public static Symbol? At(RuleDocument document, Position position)
    {
        var place = document.Source.ToSource(position);
        return document.Symbols.Where(symbol => Contains(symbol, place)).MinBy(static symbol => symbol.Place.Length);
    }

    /// <summary>Where what is named comes about. What creates only what is missing counts where nothing else does.</summary>
    public static IReadOnlyList<Location> Definitions(Workspace workspace, RuleDocument document, Position position, CancellationToken cancellation)
    {
        var found = All(workspace, document, position, cancellation).Where(static entry => entry.Symbol.Use != SymbolUse.Reference).ToList();
        var definitions = found.Where(static entry => entry.Symbol.Use == SymbolUse.Definition).ToList();
        return Locations(definitions.Count > 0 ? definitions : found);
    }

    /// <summary>All places where what is named is used.</summary>
    public static IReadOnlyList<Location> References(
        Workspace workspace, RuleDocument document, Position position, bool withDefinitions, CancellationToken cancellation) =>
        Locations(All(workspace, document, position, cancellation).Where(entry => withDefinitions || entry.Symbol.Use != SymbolUse.Definition));

    /// <summary>All uses of the name at a place: in the file for labels, otherwise in the rule base.</summary>
    private static IEnumerable<(RuleDocument Document, Symbol Symbol)> All(
        Workspace workspace, RuleDocument document, Position position, CancellationToken cancellation)
    {
        if (At(document, position) is not { } symbol)
        {
            yield break;
        }

        foreach (var other in symbol.Kind == SymbolKind.Label ? [document] : workspace.Documents)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var candidate in other.Symbols.Where(symbol.IsSameAs))
            {
                yield return (other, candidate);
            }
        }
    }

    private static IReadOnlyList<Location> Locations(IEnumerable<(RuleDocument Document, Symbol Symbol)> symbols) =>
        [.. symbols.Select(static entry => new Location(entry.Document.Uri, entry.Document.Source.ToRange(entry.Symbol.Place)))];

    private static bool Contains(Symbol symbol, SourcePosition place)
    {
        var start = symbol.Place.Position;
        var end = symbol.Place.Source.PositionAt(symbol.Place.Start + Math.Max(0, symbol.Place.Length - 1));
        return (place.Line, place.Column).CompareTo((start.Line, start.Column)) >= 0
            && (place.Line, place.Column).CompareTo((end.Line, end.Column + 1)) <= 0;
    }
}
