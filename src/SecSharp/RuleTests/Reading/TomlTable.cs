using Tomlyn.Syntax;

namespace SecSharp.RuleTests.Reading;

/// <summary>A table of a TOML document with what it holds, wherever in the document that is written.</summary>
/// <param name="position">Where it begins.</param>
internal sealed class TomlTable(TextPosition position)
{
    private readonly Dictionary<string, TomlEntry> _entries = new(StringComparer.Ordinal);

    public TextPosition Position => position;

    /// <summary>Offset in the document behind its last own key and value, or else its heading; a comment may follow.</summary>
    public int End { get; set; }

    public IReadOnlyCollection<TomlEntry> Entries => _entries.Values;

    public TomlEntry? Find(string name) => _entries.GetValueOrDefault(name);

    private DefinedAgain Defined { get; init; } = static (_, _, _) => { };

    /// <summary>Whether it has a heading of its own.</summary>
    private bool HasHeading { get; set; }

    /// <summary>Builds the tables of a document without errors of syntax.</summary>
    /// <param name="document">The document.</param>
    /// <param name="defined">Called with what is defined again, its first place, and where.</param>
    public static TomlTable Of(DocumentSyntax document, DefinedAgain defined)
    {
        var root = new TomlTable(default) { Defined = defined };
        root.AddAll(document.KeyValues);
        foreach (var table in document.Tables)
        {
            var names = Names(table.Name!);
            var outer = root;
            foreach (var name in names[..^1])
            {
                outer = outer.Descend(name, table.Span.Start);
            }

            var inner = table is TableArraySyntax
                ? outer.AddElement(names[^1], table.Span.Start)
                : outer.Descend(names[^1], table.Span.Start);
            if (inner.HasHeading)
            {
                defined(names[^1], inner.Position, table.Span.Start);
            }

            inner.HasHeading = true;
            inner.End = table.CloseBracket!.Span.End.Offset + 1;
            inner.AddAll(table.Items);
        }

        return root;
    }

    /// <summary>The items of an inline table as a table.</summary>
    public static TomlTable Of(InlineTableSyntax inline, DefinedAgain defined)
    {
        var table = new TomlTable(inline.Span.Start) { Defined = defined };
        foreach (var item in inline.Items)
        {
            table.Add(item.KeyValue!);
        }

        return table;
    }

    private static string[] Names(KeySyntax key) =>
        [Name(key.Key!), .. key.DotKeys.Select(static item => Name(item.Key!))];

    private static string Name(BareKeyOrStringValueSyntax key) => key switch
    {
        StringValueSyntax text => text.Value ?? "",
        BareKeySyntax bare => bare.Key!.Text ?? "",
        _ => "",
    };

    private void AddAll(SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            Add(item);
            End = item.Value!.Span.End.Offset + 1;
        }
    }

    private void Add(KeyValueSyntax item)
    {
        var names = Names(item.Key!);
        var table = this;
        foreach (var name in names[..^1])
        {
            table = table.Descend(name, item.Span.Start);
        }

        var entry = new TomlEntry(names[^1], item.Key!.Span.Start) { Value = item.Value };
        if (!table._entries.TryAdd(entry.Name, entry))
        {
            Defined(entry.Name, table._entries[entry.Name].Key, entry.Key);
        }
    }

    private TomlTable Descend(string name, TextPosition at)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            _entries.Add(name, entry = new TomlEntry(name, at));
            entry.Tables.Add(new TomlTable(at) { Defined = Defined });
        }
        else if (entry.Tables.Count == 0)
        {
            Defined(name, entry.Key, at);
            entry.Tables.Add(new TomlTable(at) { Defined = Defined });
        }

        return entry.Tables[^1];
    }

    private TomlTable AddElement(string name, TextPosition at)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            _entries.Add(name, entry = new TomlEntry(name, at) { IsArray = true });
        }
        else if (!entry.IsArray)
        {
            Defined(name, entry.Key, at);
        }

        entry.Tables.Add(new TomlTable(at) { Defined = Defined });
        return entry.Tables[^1];
    }
}

/// <summary>A key of a table with its value or its tables.</summary>
internal sealed record TomlEntry(string Name, TextPosition Key)
{
    /// <summary>The value; null where <see cref="Tables"/> are what it holds.</summary>
    public ValueSyntax? Value { get; init; }

    /// <summary>Whether it is an array of tables.</summary>
    public bool IsArray { get; init; }

    public List<TomlTable> Tables { get; } = [];
}

/// <summary>Something is defined that is defined already.</summary>
/// <param name="name">Its name.</param>
/// <param name="first">Where it is.</param>
/// <param name="again">Where it is again.</param>
internal delegate void DefinedAgain(string name, TextPosition first, TextPosition again);
