using System.Collections.Immutable;
using SecSharp.Configuration.Reading;

namespace SecSharp.LanguageServer.Documents;

/// <summary>A rule file of the workspace, as it is in the editor or on the disk.</summary>
internal sealed class RuleDocument
{
    private ImmutableArray<LogicalLine>? _lines;
    private ImmutableArray<RuleOutline>? _rules;
    private ImmutableArray<Symbol>? _symbols;

    /// <param name="uri">Its name in the protocol.</param>
    /// <param name="path">Its name on the disk, for messages.</param>
    /// <param name="source">Its content.</param>
    public RuleDocument(string uri, string path, SourceText source)
    {
        Uri = uri;
        Path = path;
        Source = source;
    }

    public string Uri { get; }

    public string Path { get; }

    public SourceText Source { get; }

    /// <summary>Its lines, those that are continued joined.</summary>
    public ImmutableArray<LogicalLine> Lines => _lines ??= [.. LogicalLine.Read(Source.Lines)];

    /// <summary>Its rules as they stand, valid or not.</summary>
    public ImmutableArray<RuleOutline> Rules => _rules ??= RuleOutline.Read(Lines);

    /// <summary>All names in its rules.</summary>
    public ImmutableArray<Symbol> Symbols => _symbols ??= [.. Rules.SelectMany(SymbolCollector.Collect)];

    /// <summary>The line with its continuations that has a line of the file, counted from 1.</summary>
    public LogicalLine? LineAt(int number) =>
        Lines.FirstOrDefault(line => number > line.First && number <= line.First + line.Count);

    /// <summary>The rule that a line belongs to; null for a line between rules.</summary>
    public RuleOutline? RuleOf(LogicalLine line) => Rules.FirstOrDefault(rule => rule.Lines.Contains(line));
}
