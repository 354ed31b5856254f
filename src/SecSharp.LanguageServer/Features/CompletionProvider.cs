using System.Text;
using SecSharp.Actions;
using SecSharp.Checking;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;
using SecSharp.Formatting;
using SecSharp.Glossary;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;
using Range = SecSharp.LanguageServer.Protocol.Range;

namespace SecSharp.LanguageServer.Features;

/// <summary>Proposes what may be typed at a place.</summary>
internal sealed class CompletionProvider(Workspace workspace)
{
    /// <summary>Most fields that are proposed: EventGroup rules may have thousands.</summary>
    private const int MostFields = 300;

    private readonly MatchVariables _matchVariables = new(workspace);

    /// <summary>Whether the editor takes snippets.</summary>
    public bool HasSnippets { get; set; }

    public CompletionList Complete(RuleDocument document, Position position)
    {
        var place = document.Source.ToSource(position);
        var line = document.LineAt(place.Line);
        if (line is null or { Kind: LogicalLineKind.Comment })
        {
            return new CompletionList(false, []);
        }

        var before = line.Text.All[..line.Text.OffsetAt(place)];
        var equals = before.Span.IndexOf('=');
        var items = equals < 0
            ? FieldNames(document, line, before.TrimStart())
            : Values(document, line, before[..equals].Trim().ToString(), before[(equals + 1)..].TrimStart());
        return new CompletionList(false, [.. items.Select(item => item.At(document.Source, place))]);
    }

    private IEnumerable<Proposal> FieldNames(RuleDocument document, LogicalLine line, FieldSlice word)
    {
        var rule = RuleAt(document, line);
        var others = rule?.Lines.Where(other => other != line && other.Kind == LogicalLineKind.Field).Select(static other => other.Name.ToString()).ToHashSet() ?? [];
        IEnumerable<string> names = rule?.Type is { } type ? FieldOrder.Of(type).Where(name => !others.Contains(name)).Take(MostFields)
            : others.Contains("type") ? []
            : ["type"];
        foreach (var name in names.Concat(["label", "rem"]))
        {
            yield return new Proposal(word, name + "=", CompletionItemKind.Field) { Label = name, Meaning = Fields.Find(name)?.Meaning };
        }

        if (HasSnippets && others.All(static name => name is "label" or "rem"))
        {
            foreach (var entry in RuleTypes.All)
            {
                yield return new Proposal(word, RuleSnippet.Of(entry.Word), CompletionItemKind.Snippet)
                {
                    Label = $"type={entry.Word}",
                    Detail = "rule",
                    Meaning = entry.Meaning,
                    IsSnippet = true,
                };
            }
        }
    }

    /// <summary>The rule that a line belongs to, or will when it is no longer blank.</summary>
    private static RuleOutline? RuleAt(RuleDocument document, LogicalLine line)
    {
        var index = document.Lines.IndexOf(line);
        return document.RuleOf(line)
            ?? (index > 0 ? document.RuleOf(document.Lines[index - 1]) : null)
            ?? (index + 1 < document.Lines.Length ? document.RuleOf(document.Lines[index + 1]) : null);
    }

    private IEnumerable<Proposal> Values(RuleDocument document, LogicalLine line, string name, FieldSlice before)
    {
        var rule = RuleAt(document, line);
        var known = name.AsSpan().TrimEnd("0123456789");
        var word = CompletionContext.LastWord(before);
        switch (known)
        {
            case "rem" when before.Span.StartsWith("nocheck:"):
                return CheckTable.All.Select(check => new Proposal(CompletionContext.LastWord(before, " \t:,"), check.Name, CompletionItemKind.Constant) { Meaning = check.Summary });
            case "type":
                return Words(before, RuleTypes.All, CompletionItemKind.Class);
            case "ptype":
                return Words(before, Constants.PatternTypes, CompletionItemKind.EnumMember);
            case "egptype":
                return Words(before, Constants.PatternTypes.Where(static type => type.Word is not ("Cached" or "NCached" or "TValue")), CompletionItemKind.EnumMember);
            case "shell" or "multact" or "constset" or "procallin":
                return Words(before, Constants.YesAndNo, CompletionItemKind.Constant);
            case "continue":
                return before.WordLength() == before.Length
                    ? Words(before, Constants.PointsOfContinue, CompletionItemKind.Keyword)
                    : LabelsBehind(document, line, word);
            case "cfset" or "joincfset":
                return Names(SymbolKind.RuleSet, word, CompletionItemKind.Module);
        }

        if (rule is null)
        {
            return [];
        }

        if (VariableAtEnd(before) is { } variable)
        {
            return Variables(rule, name, variable, known is "action" or "count" or "init" or "end" or "slide");
        }

        var type = known is "pattern" ? rule.Find("ptype" + name["pattern".Length..])?.Value.ToString() : null;
        return known switch
        {
            "pattern" when type is not null && type.EndsWith("Cached", StringComparison.OrdinalIgnoreCase) => Names(SymbolKind.CachedMatch, before, CompletionItemKind.Reference),
            "pattern" when type is not null && type.Equals("TValue", StringComparison.OrdinalIgnoreCase) => Words(before, Constants.TruthValues, CompletionItemKind.Constant),
            "context" => ContextNames(before),
            "action" or "count" or "init" or "end" or "slide" => ActionWords(before),
            _ => [],
        };
    }

    private static IEnumerable<Proposal> Words(FieldSlice word, IEnumerable<Entry> entries, CompletionItemKind kind) =>
        entries.Select(entry => new Proposal(word, entry.Word, kind) { Meaning = entry.Meaning.Length > 0 ? entry.Meaning : null });

    private static IEnumerable<Proposal> LabelsBehind(RuleDocument document, LogicalLine line, FieldSlice word) => document.Symbols
        .Where(symbol => symbol is { Kind: SymbolKind.Label, Use: SymbolUse.Definition } && symbol.Place.FirstLine > line.First + 1)
        .Select(symbol => new Proposal(word, Decode(symbol.Place), CompletionItemKind.Reference));

    private IEnumerable<Proposal> ContextNames(FieldSlice before)
    {
        var word = CompletionContext.LastWord(before, " \t\n\r\f\v()[!&|");
        var rest = before[..^word.Length].TrimEnd();
        return CompletionContext.LastWord(rest, " \t\n\r\f\v()[!&|").Is("varset")
            ? Names(SymbolKind.CachedMatch, word, CompletionItemKind.Reference)
            : Names(SymbolKind.Context, word, CompletionItemKind.Struct)
                .Append(new Proposal(word, "varset ", CompletionItemKind.Keyword) { Label = "varset", Meaning = "True if a match is cached under the name that follows." });
    }

    private IEnumerable<Proposal> ActionWords(FieldSlice before)
    {
        var context = CompletionContext.AtEndOf(before);
        return context switch
        {
            { Action: null } => Actions(context.Word),
            { Role: "NAME" or "ALIAS" } => Names(SymbolKind.Context, context.Word, CompletionItemKind.Struct),
            { Role: "%VAR" or "%REF" } => Names(SymbolKind.Variable, context.Word, CompletionItemKind.Variable),
            { Role: "ENTRY" } => Names(SymbolKind.CachedMatch, context.Word, CompletionItemKind.Reference),
            { Role: "LIST", Action.Kind: not (Configuration.Syntax.ActionKind.If or Configuration.Syntax.ActionKind.While) } => Actions(context.Word),
            _ => [],
        };
    }

    private static IEnumerable<Proposal> Actions(FieldSlice word) => ActionShape.Keywords.Select(static keyword => ActionShape.Find(keyword)!).Select(shape =>
        new Proposal(word, ActionNames.Of(shape.Kind), CompletionItemKind.Function) { Detail = shape.Synopsis, Meaning = Glossary.Actions.MeaningOf(shape.Kind) });

    /// <summary>The names of a kind that come about in the rule base, as they are written there.</summary>
    private IEnumerable<Proposal> Names(SymbolKind kind, FieldSlice word, CompletionItemKind item) => workspace.Documents
        .SelectMany(static document => document.Symbols, static (document, symbol) => (document, symbol))
        .Where(entry => entry.symbol.Kind == kind && entry.symbol.Use != SymbolUse.Reference && !entry.symbol.Place.IsEmpty)
        .DistinctBy(static entry => entry.symbol.Place.ToString())
        .Select(entry => new Proposal(word, Decode(entry.symbol.Place), item) { Detail = $"{Path.GetFileName(entry.document.Path)}:{entry.symbol.Place.FirstLine}" });

    private IEnumerable<Proposal> Variables(RuleOutline rule, string field, FieldSlice word, bool isActionList)
    {
        var variables = _matchVariables.Of(rule, field)
            .Where(variable => variable.Text[0] == word[0])
            .Select(variable => new Proposal(word, variable.Text, CompletionItemKind.Variable) { Meaning = variable.Meaning });
        if (word[0] == '$')
        {
            return variables.Concat(Names(SymbolKind.CachedMatch, word, CompletionItemKind.Variable)
                .Select(static entry => entry with { Text = $"$:{{{entry.Text}:", Label = $"$:{{{entry.Text}:...}}", Meaning = "A variable of the cached match." }));
        }

        return !isActionList ? variables : variables
            .Concat(Glossary.Variables.All.Select(entry => new Proposal(word, entry.Word, CompletionItemKind.Constant) { Meaning = entry.Meaning }))
            .Concat(Names(SymbolKind.Variable, word, CompletionItemKind.Variable));
    }

    /// <summary>The variable whose name is being typed at the end of a text; null where there is none.</summary>
    private static FieldSlice? VariableAtEnd(FieldSlice text)
    {
        var start = text.Length;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '{' or '+' or ':' or '.'))
        {
            start--;
        }

        // A sigil behind another one stands for itself.
        var sigils = 0;
        while (start - sigils > 0 && text[start - sigils - 1] is '$' or '%' && text[start - sigils - 1] == text[start - 1])
        {
            sigils++;
        }

        return sigils % 2 == 1 ? text[(start - 1)..] : null;
    }

    private static string Decode(FieldSlice text) => Encoding.UTF8.GetString(text.ToBytes().Span);

    /// <summary>A proposal for a word.</summary>
    private sealed record Proposal(FieldSlice Word, string Text, CompletionItemKind Kind)
    {
        public string? Label { get; init; }

        public string? Detail { get; init; }

        public string? Meaning { get; init; }

        public bool IsSnippet { get; init; }

        /// <summary>The proposal in terms of the protocol: what has been typed of the word is replaced.</summary>
        public CompletionItem At(SourceText source, Configuration.Syntax.SourcePosition place)
        {
            var start = Word.IsEmpty ? place : Word.Position;
            return new CompletionItem(Label ?? Text, Kind)
            {
                Detail = Detail,
                Documentation = Meaning is null ? null : new MarkupContent(Meaning),
                FilterText = Label is null ? null : Label,
                InsertTextFormat = IsSnippet ? 2 : null,
                TextEdit = new TextEdit(new Range(source.ToPosition(start), source.ToPosition(place)), Text),
            };
        }
    }
}
