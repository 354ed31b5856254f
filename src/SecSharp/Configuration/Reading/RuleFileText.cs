using System.Collections.Immutable;
using System.Text;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Reading;

/// <summary>
/// A rule file taken apart into blocks of fields. sec(1), CONFIGURATION FILES: fields are <c>keyword=value</c>, a backslash
/// at the end of a line continues it, blank lines and comments end a rule.
/// </summary>
internal sealed class RuleFileText
{
    private readonly List<RuleBlock> _blocks = [];
    private readonly List<RuleLabel> _labels = [];
    private readonly DiagnosticBag _diagnostics;
    private readonly string[] _lines;
    private readonly List<RuleField> _looseRemarks = [];
    private List<RuleField> _fields = [];
    private List<RuleField> _remarks = [];
    private SourcePosition _begin;
    private bool _isOpen;

    private RuleFileText(string[] lines, DiagnosticBag diagnostics)
    {
        _lines = lines;
        _diagnostics = diagnostics;
    }

    /// <summary>The blocks, in order.</summary>
    public IReadOnlyList<RuleBlock> Blocks => _blocks;

    /// <summary>The labels, in order.</summary>
    public IReadOnlyList<RuleLabel> Labels => _labels;

    /// <summary>The <c>rem</c> fields that belong to no rule, as there is none between the separators around them.</summary>
    public IReadOnlyList<RuleField> LooseRemarks => _looseRemarks;

    /// <summary>Takes a file apart; lines that are no fields are reported and left out.</summary>
    public static RuleFileText Read(ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics)
    {
        var ending = bytes.Length > 0 && bytes[^1] == (byte)'\n' ? bytes[..^1] : bytes;
        var lines = Encoding.Latin1.GetString(ending).Split('\n');
        diagnostics.Lines = lines;
        var text = new RuleFileText(lines, diagnostics);
        text.Read();
        return text;
    }

    private void Read()
    {
        foreach (var line in LogicalLine.Read(_lines))
        {
            if (line.IsCutOff)
            {
                // The reference loses a field whose continuation is cut off by the end of the file.
                _diagnostics.Add(new SourcePosition(line.First + 1, 1), Severity.Error, "the file ends in a continued line", "remove the backslash at its end");
                break;
            }

            ReadLine(line);
        }

        Close();
    }

    private void ReadLine(LogicalLine line)
    {
        switch (line.Kind)
        {
            case LogicalLineKind.Blank or LogicalLineKind.Comment:
                Close();
                break;
            case LogicalLineKind.Field:
                Add(line.Name, line.Value);
                break;
            default:
                var text = line.Text.All.Trim();
                _diagnostics.Add(
                    text.Position, Severity.Warning, $"not a keyword=value field: '{text}' is ignored",
                    line.Name.IsEmpty ? "a field is a keyword of letters and digits, '=' and a value; begin comments with #" : "give a value or remove the line");
                break;
        }
    }

    private void Add(FieldSlice name, FieldSlice value)
    {
        var keyword = name.ToString();
        switch (keyword)
        {
            case "rem":
                _remarks.Add(Field(keyword, name, value));
                return;
            case "label":
                _labels.Add(new RuleLabel(value.ToString(), _blocks.Count, value.Position));
                return;
        }

        if (!_isOpen)
        {
            _isOpen = true;
            _begin = name.Position;
        }

        if (_fields.Exists(field => field.Name == keyword))
        {
            _diagnostics.Add(
                name.Position, Severity.Warning, $"field '{keyword}' is given again: the later value is used", "remove one of the two; rules are separated by blank lines");
        }

        _fields.Add(Field(keyword, name, value));
    }

    private static RuleField Field(string keyword, FieldSlice name, FieldSlice value)
    {
        var pieces = ImmutableArray.CreateBuilder<(int, SourcePosition)>();
        for (var offset = 0; offset < value.Length; offset++)
        {
            var position = value.Source.PositionAt(value.Start + offset);
            if (offset == 0 || position.Line != pieces[^1].Item2.Line)
            {
                pieces.Add((offset, position));
            }
        }

        return new RuleField(keyword, name.Position, new FieldValue(value.ToString(), pieces.ToImmutable()));
    }

    private void Close()
    {
        if (_isOpen)
        {
            _blocks.Add(new RuleBlock(_blocks.Count, _fields) { Position = _begin, Remarks = _remarks });
            _fields = [];
            _isOpen = false;
        }
        else
        {
            _looseRemarks.AddRange(_remarks);
        }

        _remarks = [];
    }
}
