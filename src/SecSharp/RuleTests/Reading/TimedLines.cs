using Tomlyn.Syntax;

namespace SecSharp.RuleTests.Reading;

/// <summary>
/// Reads texts whose lines begin with a time: events and expected outputs. Behind the time come blanks, then the text up to
/// the end of the line; a text that begins with a blank or a bar, or is empty, has <c>| </c> before it. A line that
/// begins with blanks and a bar goes on with the text of the line above. Empty lines and lines that begin with # are
/// left out.
/// </summary>
internal static class TimedLines
{
    /// <param name="document">Takes findings.</param>
    /// <param name="node">The text.</param>
    /// <param name="forOutputs">Whether <c>*</c> may stand for any time, and texts may go on in a further line.</param>
    public static IEnumerable<TimedLine> Read(TestDocument document, StringValueSyntax node, bool forOutputs)
    {
        var lines = new List<TimedLine>();
        var source = document.Text.AsSpan(node.Span.Start.Offset, node.Span.Length);
        var hasReturns = source.Contains("\r\n", StringComparison.Ordinal);
        var isMultiLine = source.StartsWith("'''") || source.StartsWith("\"\"\"");
        var startsBelow = isMultiLine && source.Length > 3 && source[3] is '\r' or '\n';
        var number = 0;
        foreach (var line in (node.Value ?? "").Split('\n'))
        {
            var place = startsBelow
                ? new TextPosition(0, node.Span.Start.Line + 1 + number, 0)
                : number == 0 ? node.Span.Start : new TextPosition(0, node.Span.Start.Line + number, 0);
            number++;
            Add(lines, document, hasReturns && line.EndsWith('\r') ? line[..^1] : line, place, forOutputs);
        }

        return lines;
    }

    private static void Add(List<TimedLine> lines, TestDocument document, string line, TextPosition place, bool forOutputs)
    {
        if (line.AsSpan().Trim(" \t").IsEmpty || line[0] == '#')
        {
            return;
        }

        if (line[0] is ' ' or '\t')
        {
            if (!forOutputs || lines.Count == 0 || !line.AsSpan().TrimStart(" \t").StartsWith("|"))
            {
                document.Report(place, "a line without time", forOutputs
                    ? $"begin it with a time ({TestTime.Forms}), or with * for any time; further lines of one output begin with blanks and |"
                    : $"begin it with a time: {TestTime.Forms}");
                return;
            }

            lines[^1] = lines[^1] with { Text = lines[^1].Text + "\n" + TextOf(line) };
            return;
        }

        if (forOutputs && line[0] == '*' && (line.Length == 1 || line[1] is ' ' or '\t'))
        {
            lines.Add(new TimedLine(null, TextOf(line.AsSpan(1)), place));
            return;
        }

        if (!TestTime.TryRead(line, out var time, out var length))
        {
            document.Report(place, "a line without time", forOutputs
                ? $"begin it with a time ({TestTime.Forms}), or with * for any time"
                : $"begin it with a time: {TestTime.Forms}");
            return;
        }

        lines.Add(new TimedLine(time, TextOf(line.AsSpan(length)), place) { HasText = length < line.TrimEnd().Length });
    }

    private static string TextOf(ReadOnlySpan<char> rest)
    {
        var text = rest.TrimStart(" \t");
        return text switch
        {
            ['|', ' ' or '\t', ..] => text[2..].ToString(),
            ['|'] => "",
            _ => text.ToString(),
        };
    }
}

/// <summary>A line with its time.</summary>
/// <param name="Time">The time; null: any.</param>
/// <param name="Text">The text behind it.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct TimedLine(TestTime? Time, string Text, TextPosition Place)
{
    /// <summary>Whether anything stands behind the time, be it a bar for an empty text.</summary>
    public bool HasText { get; init; } = true;
}
