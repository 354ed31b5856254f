using System.Text;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;

namespace SecSharp.Formatting;

/// <summary>
/// Prints a rule file in the canonical layout, docs/fmt.md. The result parses to the same rules, and formatting it again
/// changes nothing.
/// </summary>
internal sealed class RuleFileFormatter
{
    private readonly LayoutPrinter _printer = new();
    private readonly List<LogicalLine> _paragraph = [];
    private readonly string[] _lines;
    private bool _isBlankDue;

    private RuleFileFormatter(string[] lines) => _lines = lines;

    /// <summary>Formats the content of a rule file.</summary>
    public static byte[] Format(ReadOnlySpan<byte> file)
    {
        var text = Encoding.Latin1.GetString(file.Length > 0 && file[^1] == (byte)'\n' ? file[..^1] : file);
        var formatter = new RuleFileFormatter(text.Split('\n'));
        formatter.Format();
        return Encoding.Latin1.GetBytes(formatter._printer.ToString());
    }

    private void Format()
    {
        foreach (var line in LogicalLine.Read(_lines))
        {
            if (line.IsCutOff)
            {
                EndParagraph();
                Separate();
                PrintAsItIs(line);
                return;
            }

            switch (line.Kind)
            {
                case LogicalLineKind.Blank:
                    EndParagraph();
                    _isBlankDue = !_printer.IsEmpty;
                    break;
                case LogicalLineKind.Comment:
                    _isBlankDue |= EndParagraph();
                    Separate();
                    PrintAsItIs(line);
                    break;
                default:
                    _paragraph.Add(line);
                    break;
            }
        }

        EndParagraph();
    }

    /// <summary>Prints the lines gathered; returns whether they were a whole rule, which has a blank line behind it.</summary>
    private bool EndParagraph()
    {
        if (_paragraph.Count == 0)
        {
            return false;
        }

        Separate();
        var isWhole = false;
        if (_paragraph.Exists(static line => line.Kind == LogicalLineKind.Other))
        {
            _paragraph.ForEach(PrintAsItIs);
        }
        else if (_paragraph.TrueForAll(IsRemarkOrLabel))
        {
            _paragraph.ForEach(line => PrintField(line, FieldFormatter.AsItIs(line.Value)));
        }
        else if (FindType() is { } type)
        {
            PrintRule(type);
            isWhole = type.Required.All(name => Find(name) is not null);
        }
        else
        {
            _paragraph.ForEach(PrintAsItIs);
        }

        _paragraph.Clear();
        return isWhole;
    }

    /// <summary>The type of a rule of known type that has no other fields than its type takes; null for any other paragraph.</summary>
    private RuleType? FindType() =>
        Find("type") is { } line && RuleType.Find(line.Value.ToString()) is { } type
        && _paragraph.TrueForAll(field => IsRemarkOrLabel(field) || type.Takes(field.Name.ToString()))
            ? type
            : null;

    private static bool IsRemarkOrLabel(LogicalLine line) => line.Name.ToString() is "rem" or "label";

    private LogicalLine? Find(string name) => _paragraph.LastOrDefault(line => line.Name.ToString() == name);

    private void PrintRule(RuleType type)
    {
        var ranks = FieldOrder.Of(type).Select(static (name, rank) => (name, rank)).ToDictionary(static entry => entry.name, static entry => entry.rank);
        foreach (var (_, lines) in Ranked(ranks).OrderBy(static entry => entry.Rank))
        {
            foreach (var line in lines)
            {
                PrintField(line, IsRemarkOrLabel(line) ? FieldFormatter.AsItIs(line.Value) : Layout(type, line));
            }
        }
    }

    /// <summary>
    /// The fields with their ranks and their remarks. A remark stays before the field that it stands before, one behind the
    /// type stays there, and what no field follows stays at the end; labels come first.
    /// </summary>
    private List<(int Rank, List<LogicalLine> Lines)> Ranked(Dictionary<string, int> ranks)
    {
        var entries = new List<(int Rank, List<LogicalLine> Lines)>();
        var remarks = new List<LogicalLine>();
        foreach (var line in _paragraph)
        {
            switch (line.Name.ToString())
            {
                case "rem" when remarks.Count == 0 && entries.Count > 0 && entries[^1].Rank == 0:
                    entries[^1].Lines.Add(line);
                    break;
                case "rem":
                    remarks.Add(line);
                    break;
                case var name:
                    entries.Add((name == "label" ? -1 : ranks[name], [.. remarks, line]));
                    remarks = [];
                    break;
            }
        }

        entries.Add((int.MaxValue, remarks));
        return entries;
    }

    private Layout Layout(RuleType type, LogicalLine line)
    {
        var name = line.Name.ToString();
        var patternType = name.StartsWith("pattern", StringComparison.Ordinal) ? Find("ptype" + name["pattern".Length..]) : null;
        return FieldFormatter.Format(type, name, line.Value, patternType?.Value.ToString() ?? "");
    }

    private void PrintField(LogicalLine line, Layout value)
    {
        _printer.Append(line.Name + "=");
        value.Print(_printer);
        if (value.EndsInBackslash)
        {
            // The backslash would continue the line: another does, with nothing.
            _printer.Continue(0);
        }

        _printer.End();
    }

    private void PrintAsItIs(LogicalLine line)
    {
        for (var index = 0; index < line.Count; index++)
        {
            var text = _lines[line.First + index].TrimEnd(' ', '\t', '\r', '\f', '\v');
            _printer.Append(line.Kind == LogicalLineKind.Comment && index == 0 ? text.TrimStart(' ', '\t', '\r', '\f', '\v') : text);
            _printer.End();
        }
    }

    private void Separate()
    {
        if (_isBlankDue)
        {
            _printer.End();
        }

        _isBlankDue = false;
    }
}
