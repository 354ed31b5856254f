using System.Globalization;
using System.Text;
using SecSharp.Configuration.Outlining;
using SecSharp.Configuration.Reading;
using SecSharp.Glossary;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;

namespace SecSharp.LanguageServer.Features;

/// <summary>Says what the word at a place means.</summary>
internal static class HoverProvider
{
    /// <summary>Null where there is nothing to say.</summary>
    public static Hover? Find(Workspace workspace, RuleDocument document, Position position)
    {
        var place = document.Source.ToSource(position);
        if (document.LineAt(place.Line) is not { Name.IsEmpty: false } line)
        {
            return null;
        }

        var offset = line.Text.OffsetAt(place);
        if (Contains(line.Name, offset))
        {
            return Fields.Find(line.Name.ToString()) is { } field ? Of(document, line.Name, $"**{line.Name}** (field)", field.Meaning) : null;
        }

        return line.Kind == LogicalLineKind.Field ? OfValue(workspace, document, line, offset) : null;
    }

    private static Hover? OfValue(Workspace workspace, RuleDocument document, LogicalLine line, int offset)
    {
        var name = line.Name.ToString().AsSpan().TrimEnd("0123456789");
        var value = line.Value;
        switch (name)
        {
            case "type" when RuleTypes.Find(value.ToString()) is { } type:
                return Of(document, value, $"**{type.Word}** (rule type)", type.Meaning);
            case "ptype" or "egptype" when Find(Constants.PatternTypes, value.ToString().TrimEnd("0123456789").ToString()) is { } type:
                return Of(document, value, $"**{type.Word}** (pattern type)", type.Meaning);
            case "continue" when Find(Constants.PointsOfContinue, value[..value.WordLength()].ToString()) is { } point && Contains(value[..value.WordLength()], offset):
                return Of(document, value[..value.WordLength()], $"**{point.Word}** (point of continue)", point.Meaning);
            case "action" or "count" or "init" or "end" or "slide" when ActionAt(ActionListOutline.Read(value), offset) is { Shape: { } shape } action:
                return Of(document, action.Keyword, $"`{shape.Synopsis}`", Glossary.Actions.MeaningOf(shape.Kind));
        }

        var token = VariableToken.Find(value).FirstOrDefault(token => Contains(token.Text, offset));
        if (token.Form == VariableTokenForm.ActionList && !token.Text.IsEmpty && Variables.Find("%" + token.Name) is { } variable)
        {
            return Of(document, token.Text, $"**{variable.Word}**", variable.Meaning);
        }

        return OfSymbol(workspace, document, line, offset)
            ?? (token.Text.IsEmpty || token.Form == VariableTokenForm.ActionList ? null : OfMatchVariable(workspace, document, line, token));
    }

    private static Hover? OfSymbol(Workspace workspace, RuleDocument document, LogicalLine line, int offset)
    {
        var symbol = document.Symbols
            .Where(symbol => symbol.Place.Source == line.Text && Contains(symbol.Place, offset))
            .MinBy(static symbol => symbol.Place.Length);
        if (symbol is null)
        {
            return null;
        }

        var uses = (symbol.Kind == SymbolKind.Label ? [document] : workspace.Documents)
            .SelectMany(other => other.Symbols.Where(symbol.IsSameAs).Select(use => (Document: other, Symbol: use)))
            .ToList();
        var definitions = uses.Where(static use => use.Symbol.Use != SymbolUse.Reference).ToList();
        var text = new StringBuilder();
        foreach (var definition in definitions.Take(5))
        {
            text.Append(CultureInfo.InvariantCulture, $"- comes about in `{Path.GetFileName(definition.Document.Path)}`, line {definition.Symbol.Place.FirstLine}: `{Decode(definition.Symbol.Place.ToString())}`\n");
        }

        if (definitions.Count == 0)
        {
            text.Append("No rule of the rule base brings it about.\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nNamed {uses.Count} times in the rule base.");
        return Of(document, symbol.Place, $"**{Decode(symbol.Title)}**", text.ToString());
    }

    private static Hover? OfMatchVariable(Workspace workspace, RuleDocument document, LogicalLine line, VariableToken token)
    {
        var written = token.Form == VariableTokenForm.Numbered ? $"{token.Text[0]}{token.Name}" : token.Text.ToString();
        return document.RuleOf(line) is { } rule
            && new MatchVariables(workspace).Of(rule, line.Name.ToString()).FirstOrDefault(variable => variable.Text == written) is { Text: not null } variable
            ? Of(document, token.Text, $"**{variable.Text}**", variable.Meaning)
            : null;
    }

    /// <summary>The action whose keyword is at an offset.</summary>
    private static ActionOutline? ActionAt(ActionListOutline list, int offset) => list.Actions
        .SelectMany(static action => action.Parts.Select(static part => part.List).OfType<ActionListOutline>(), static (action, inner) => inner)
        .Select(inner => ActionAt(inner, offset))
        .FirstOrDefault(static found => found is not null)
        ?? list.Actions.FirstOrDefault(action => Contains(action.Keyword, offset));

    private static Entry? Find(IEnumerable<Entry> entries, string word) =>
        entries.FirstOrDefault(entry => entry.Word.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static bool Contains(FieldSlice slice, int offset) => offset >= slice.Start && offset <= slice.Start + slice.Length;

    private static Hover Of(RuleDocument document, FieldSlice place, string title, string meaning) =>
        new(new MarkupContent($"{title}\n\n{meaning}"), document.Source.ToRange(place));

    private static string Decode(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
}
