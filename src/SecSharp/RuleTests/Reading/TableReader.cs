using System.Collections.Immutable;
using System.Globalization;
using SecSharp.Configuration.Diagnostics;
using Tomlyn.Syntax;

namespace SecSharp.RuleTests.Reading;

/// <summary>Takes the values out of a table of a test file; what is not asked for is unknown, which is reported at the end.</summary>
/// <param name="document">The file.</param>
/// <param name="table">The table; null: an empty one.</param>
/// <param name="name">What the table is, for messages: <c>[[test]]</c>.</param>
internal sealed class TableReader(TestDocument document, TomlTable? table, string name)
{
    private readonly List<string> _known = [];

    public TestDocument Document => document;

    public bool Has(string key) => table?.Find(key) is not null;

    /// <summary>Where a key stands; the beginning of the table where it does not.</summary>
    public TextPosition PlaceOf(string key) => table?.Find(key)?.Key ?? table?.Position ?? default;

    public string? Text(string key)
    {
        switch (Value(key))
        {
            case null:
                return null;
            case StringValueSyntax text:
                return text.Value ?? "";
            default:
                WrongType(key, "a text", $"{key} = '...'");
                return null;
        }
    }

    /// <summary>A text, or several in brackets.</summary>
    public ImmutableArray<string>? Texts(string key) => TextNodes(key) is { } nodes ? [.. nodes.Select(static node => node.Value ?? "")] : null;

    /// <summary>A text, or several in brackets, with their places.</summary>
    public ImmutableArray<StringValueSyntax>? TextNodes(string key)
    {
        switch (Value(key))
        {
            case null:
                return null;
            case StringValueSyntax text:
                return [text];
            case ArraySyntax array when array.Items.All(static item => item.Value is StringValueSyntax):
                return [.. array.Items.Select(static item => (StringValueSyntax)item.Value!)];
            default:
                WrongType(key, "a text or texts in brackets", $"{key} = ['...', '...']");
                return null;
        }
    }

    public bool? Flag(string key)
    {
        switch (Value(key))
        {
            case null:
                return null;
            case BooleanValueSyntax flag:
                return flag.Value;
            default:
                WrongType(key, "true or false", $"{key} = true");
                return null;
        }
    }

    /// <summary>An integer of at least <paramref name="least"/>.</summary>
    public long? Number(string key, long least, long most = int.MaxValue)
    {
        switch (Value(key))
        {
            case null:
                return null;
            case IntegerValueSyntax number when number.Value >= least && number.Value <= most:
                return number.Value;
            default:
                WrongType(key, string.Create(CultureInfo.InvariantCulture, $"an integer of {least} or more"), $"{key} = {least}");
                return null;
        }
    }

    /// <summary>One of several words.</summary>
    public string? Choice(string key, params ReadOnlySpan<string> choices)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (choices.Contains(text))
        {
            return text;
        }

        document.Report(table!.Find(key)!.Value!.Span.Start, $"'{key}' can't be '{text}'", $"there are {string.Join(", ", choices!)}");
        return null;
    }

    public TestTime? Time(string key)
    {
        var text = Value(key) switch
        {
            null => null,
            StringValueSyntax value => value.Value,
            DateTimeValueSyntax value => value.Token?.Text?.Trim(),
            _ => "",
        };
        if (text is null)
        {
            return null;
        }

        if (TestTime.TryParse(text, out var time))
        {
            return time;
        }

        document.Report(table!.Find(key)!.Value!.Span.Start, $"'{key}' is not a time", $"times are {TestTime.Forms}");
        return null;
    }

    /// <summary>A table of its own.</summary>
    public TableReader? Table(string key)
    {
        _known.Add(key);
        switch (table?.Find(key))
        {
            case null:
                return null;
            case { Value: InlineTableSyntax inline }:
                return new TableReader(document, TomlTable.Of(inline, document.DefinedAgain), key);
            case { Value: null, IsArray: false } entry:
                return new TableReader(document, entry.Tables[0], $"[{key}]");
            default:
                WrongType(key, "a table", $"[{key}]");
                return null;
        }
    }

    /// <summary>Tables of the same name.</summary>
    /// <param name="key">The name.</param>
    /// <param name="heading">What stands above each: <c>[[test.input]]</c>.</param>
    public IEnumerable<TableReader> Tables(string key, string heading)
    {
        _known.Add(key);
        switch (table?.Find(key))
        {
            case null:
                return [];
            case { Value: ArraySyntax array } when array.Items.All(static item => item.Value is InlineTableSyntax):
                return array.Items
                    .Select(item => new TableReader(document, TomlTable.Of((InlineTableSyntax)item.Value!, document.DefinedAgain), heading))
                    .ToArray();
            case { Value: null, IsArray: true } entry:
                return entry.Tables.Select(inner => new TableReader(document, inner, heading)).ToArray();
            default:
                WrongType(key, "a list of tables", heading);
                return [];
        }
    }

    /// <summary>All keys, whatever they are called, with their integers.</summary>
    public IEnumerable<(string Key, TextPosition Place, long Number)> Numbers()
    {
        foreach (var entry in table?.Entries ?? [])
        {
            if (Number(entry.Name, 0) is { } number)
            {
                yield return (entry.Name, entry.Key, number);
            }
        }
    }

    /// <summary>The value of a key.</summary>
    public ValueSyntax? Value(string key)
    {
        _known.Add(key);
        if (table?.Find(key) is { Value: null })
        {
            WrongType(key, "a value, not a table", $"{key} = ...");
        }

        return table?.Find(key)?.Value;
    }

    /// <summary>See <see cref="TomlTable.End"/>.</summary>
    public int End => table?.End ?? 0;

    /// <summary>The table's own place.</summary>
    public TextPosition Position => table?.Position ?? default;

    /// <summary>Reports keys that nobody has asked for.</summary>
    public void Finish()
    {
        foreach (var entry in table?.Entries ?? [])
        {
            if (!_known.Contains(entry.Name))
            {
                var nearest = Suggestion.For(entry.Name, _known);
                document.Report(
                    entry.Key,
                    $"{name} knows no key '{entry.Name}'{(nearest is null ? "" : $": did you mean '{nearest}'?")}",
                    nearest is null ? $"it knows {string.Join(", ", _known.Distinct().Order(StringComparer.Ordinal))}" : null);
            }
        }
    }

    private void WrongType(string key, string wanted, string example) =>
        document.Report(table!.Find(key)!.Key, $"'{key}' takes {wanted}", $"write {example}");
}
