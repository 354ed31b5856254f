namespace SecSharp.LanguageServer.Protocol;

/// <summary>A document is open in the editor: its content there counts from now on.</summary>
internal sealed record DidOpenTextDocumentParams(TextDocumentItem TextDocument);

internal sealed record TextDocumentItem(string Uri, string Text);

/// <summary>A document has been changed in the editor.</summary>
internal sealed record DidChangeTextDocumentParams(TextDocumentIdentifier TextDocument, IReadOnlyList<TextDocumentChange> ContentChanges);

/// <summary>A change: a new text for a part of the document, or without a range for all of it.</summary>
internal sealed record TextDocumentChange(string Text, Range? Range = null);

/// <summary>A document has been closed: what is on the disk counts again.</summary>
internal sealed record DidCloseTextDocumentParams(TextDocumentIdentifier TextDocument);

/// <summary>The findings in a document.</summary>
internal sealed record PublishDiagnosticsParams(string Uri, IReadOnlyList<DocumentDiagnostic> Diagnostics);

/// <summary>A finding.</summary>
/// <param name="Range">Where.</param>
/// <param name="Severity">1 error, 2 warning, 3 information, 4 hint.</param>
/// <param name="Code">The name of the check, as <c>rem=nocheck:</c> takes it.</param>
/// <param name="Source">Who has found it.</param>
/// <param name="Message">What is wrong, and the remedy.</param>
internal sealed record DocumentDiagnostic(Range Range, int Severity, string Code, string Source, string Message);
