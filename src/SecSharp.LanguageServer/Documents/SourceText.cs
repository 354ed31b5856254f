using System.Text;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;
using SecSharp.LanguageServer.Protocol;
using Range = SecSharp.LanguageServer.Protocol.Range;

namespace SecSharp.LanguageServer.Documents;

/// <summary>
/// The content of a rule file, and the way between its two kinds of places: rules count lines and bytes, editors count
/// lines and UTF-16 code units. Bytes that are not UTF-8 are one code unit each to an editor.
/// </summary>
internal sealed class SourceText
{
    private readonly byte[] _bytes;

    /// <summary>Where the lines of the rule file begin, in bytes and in code units: they end at line feeds.</summary>
    private readonly List<(int Byte, int Unit)> _lines = [(0, 0)];

    /// <summary>Where the lines of the editor begin, in code units: they end at carriage returns too.</summary>
    private readonly List<int> _editorLines = [0];

    public SourceText(byte[] bytes)
        : this(bytes, Encoding.UTF8.GetString(bytes))
    {
    }

    public SourceText(string text)
        : this(Encoding.UTF8.GetBytes(text), text)
    {
    }

    private SourceText(byte[] bytes, string text)
    {
        _bytes = bytes;
        Text = text;
        var at = 0;
        for (var feed = Array.IndexOf(bytes, (byte)'\n'); feed >= 0; feed = Array.IndexOf(bytes, (byte)'\n', feed + 1))
        {
            at = text.IndexOf('\n', at) + 1;
            _lines.Add((feed + 1, at));
        }

        for (var unit = 0; unit < text.Length; unit++)
        {
            if (text[unit] == '\n' || (text[unit] == '\r' && !(unit + 1 < text.Length && text[unit + 1] == '\n')))
            {
                _editorLines.Add(unit + 1);
            }
        }
    }

    /// <summary>The content as the editor sees it.</summary>
    public string Text { get; }

    /// <summary>The content as the engine reads it.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The lines as rules have them, one character a byte.</summary>
    public string[] Lines => Encoding.Latin1.GetString(_bytes).Split('\n');

    /// <summary>All of it.</summary>
    public Range All => new(default, ToPosition(Text.Length));

    /// <summary>The content with a part replaced, or all of it without a range.</summary>
    public SourceText With(TextDocumentChange change)
    {
        if (change.Range is not { } range)
        {
            return new SourceText(change.Text);
        }

        var start = ToUnit(range.Start);
        var end = Math.Max(start, ToUnit(range.End));
        return new SourceText(string.Concat(Text.AsSpan(0, start), change.Text, Text.AsSpan(end)));
    }

    /// <summary>Where the editor has a place of the rule file.</summary>
    public Position ToPosition(SourcePosition place)
    {
        var index = Math.Clamp(place.Line - 1, 0, _lines.Count - 1);
        var (start, unit) = _lines[index];
        var end = index + 1 < _lines.Count ? _lines[index + 1].Byte - 1 : _bytes.Length;
        var length = Math.Clamp(place.Column - 1, 0, end - start);
        return ToPosition(unit + Encoding.UTF8.GetCharCount(_bytes, start, length));
    }

    /// <summary>Where the rule file has a place of the editor.</summary>
    public SourcePosition ToSource(Position position)
    {
        var unit = ToUnit(position);
        var line = _lines.Count - 1;
        while (_lines[line].Unit > unit)
        {
            line--;
        }

        var column = 1;
        for (var left = unit - _lines[line].Unit; left > 0;)
        {
            Rune.DecodeFromUtf8(_bytes.AsSpan(_lines[line].Byte + column - 1), out var rune, out var consumed);
            left -= rune.Utf16SequenceLength;
            column += consumed;
        }

        return new SourcePosition(line + 1, column);
    }

    /// <summary>Where the editor has a part of a value.</summary>
    public Range ToRange(FieldSlice slice)
    {
        var last = slice.Source.PositionAt(slice.Start + Math.Max(0, slice.Length - 1));
        return new Range(ToPosition(slice.Position), ToPosition(slice.IsEmpty ? last : last with { Column = last.Column + 1 }));
    }

    /// <summary>Where the editor has a code unit of the content.</summary>
    public Position ToPosition(int unit)
    {
        var line = _editorLines.BinarySearch(unit);
        line = line < 0 ? ~line - 1 : line;
        return new Position(line, unit - _editorLines[line]);
    }

    private int ToUnit(Position position)
    {
        if (position.Line < 0 || position.Line >= _editorLines.Count)
        {
            return position.Line < 0 ? 0 : Text.Length;
        }

        var start = _editorLines[position.Line];
        var end = position.Line + 1 < _editorLines.Count ? _editorLines[position.Line + 1] : Text.Length;
        while (end > start && position.Line + 1 < _editorLines.Count && Text[end - 1] is '\n' or '\r')
        {
            end--;
        }

        return Math.Clamp(start + Math.Max(0, position.Character), start, end);
    }
}
