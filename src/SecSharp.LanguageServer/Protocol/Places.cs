namespace SecSharp.LanguageServer.Protocol;

/// <summary>A place in a document: line and UTF-16 code unit in the line, both from 0.</summary>
internal readonly record struct Position(int Line, int Character);

/// <summary>A part of a document; the end does not belong to it.</summary>
internal readonly record struct Range(Position Start, Position End);

/// <summary>A part of a document of the workspace.</summary>
internal sealed record Location(string Uri, Range Range);

/// <summary>A change of a document.</summary>
internal sealed record TextEdit(Range Range, string NewText);

/// <summary>Names a document.</summary>
internal sealed record TextDocumentIdentifier(string Uri);

/// <summary>Names a document and a place in it.</summary>
internal record TextDocumentPositionParams(TextDocumentIdentifier TextDocument, Position Position);
