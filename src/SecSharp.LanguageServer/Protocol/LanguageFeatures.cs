using System.Text.Json;

namespace SecSharp.LanguageServer.Protocol;

internal sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items);

/// <summary>A proposal.</summary>
internal sealed record CompletionItem(string Label, CompletionItemKind Kind)
{
    /// <summary>A few words behind the label.</summary>
    public string? Detail { get; init; }

    public MarkupContent? Documentation { get; init; }

    public string? SortText { get; init; }

    public string? FilterText { get; init; }

    public required TextEdit TextEdit { get; init; }

    /// <summary>2 where the text is a snippet, with places to fill in.</summary>
    public int? InsertTextFormat { get; init; }
}

/// <summary>Kinds of proposals; editors have a picture for each.</summary>
internal enum CompletionItemKind
{
    Function = 3,
    Field = 5,
    Variable = 6,
    Class = 7,
    Module = 9,
    EnumMember = 20,
    Keyword = 14,
    Snippet = 15,
    Reference = 18,
    Constant = 21,
    Struct = 22,
}

/// <summary>Text in Markdown.</summary>
internal sealed record MarkupContent(string Value)
{
    public string Kind { get; init; } = "markdown";
}

internal sealed record Hover(MarkupContent Contents, Range Range);

internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context = null);

internal sealed record ReferenceContext(bool IncludeDeclaration);

internal sealed record DocumentSymbolParams(TextDocumentIdentifier TextDocument);

/// <summary>Something with a name in a document.</summary>
internal sealed record DocumentSymbol(string Name, string? Detail, DocumentSymbolKind Kind, Range Range, Range SelectionRange);

internal enum DocumentSymbolKind
{
    Module = 2,
    Event = 24,
    Key = 20,
}

internal sealed record DocumentFormattingParams(TextDocumentIdentifier TextDocument);

internal sealed record CodeActionParams(TextDocumentIdentifier TextDocument, Range Range, CodeActionContext Context);

/// <summary>What the editor knows about the place: the findings there, also those of others.</summary>
internal sealed record CodeActionContext(IReadOnlyList<JsonElement> Diagnostics);

/// <summary>A change that the user may choose.</summary>
internal sealed record CodeAction(string Title, string Kind, IReadOnlyList<JsonElement> Diagnostics, WorkspaceEdit Edit);

/// <summary>Changes of documents, under their names.</summary>
internal sealed record WorkspaceEdit(IReadOnlyDictionary<string, IReadOnlyList<TextEdit>> Changes);
