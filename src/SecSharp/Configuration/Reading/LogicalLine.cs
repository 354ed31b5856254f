using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Reading;

/// <summary>What a line of a rule file is.</summary>
internal enum LogicalLineKind
{
    /// <summary>White space alone: it ends a rule.</summary>
    Blank,

    /// <summary>A line that begins with #: it ends a rule.</summary>
    Comment,

    /// <summary>A field, <c>keyword=value</c>.</summary>
    Field,

    /// <summary>None of these: it is ignored.</summary>
    Other,
}

/// <summary>A line of a rule file, joined with the lines that continue it. sec(1), CONFIGURATION FILES.</summary>
/// <param name="First">Index of its first line in the file.</param>
/// <param name="Count">Number of lines of the file that it takes.</param>
/// <param name="Text">The joined text.</param>
/// <param name="IsCutOff">Whether the file ends in a backslash that promises a further line.</param>
internal sealed record LogicalLine(int First, int Count, FieldValue Text, bool IsCutOff)
{
    private static readonly SearchValues<char> _alphanumeric =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>What it is.</summary>
    public LogicalLineKind Kind { get; private init; }

    /// <summary>The keyword of a field; also of one without a value, which is of kind <see cref="LogicalLineKind.Other"/>.</summary>
    public FieldSlice Name { get; private init; }

    /// <summary>The value of a field, without the white space around it; never empty.</summary>
    public FieldSlice Value { get; private init; }

    /// <summary>The lines of a file.</summary>
    /// <param name="lines">Its lines as they stand there, one character a byte.</param>
    public static IEnumerable<LogicalLine> Read(IReadOnlyList<string> lines)
    {
        for (var number = 0; number < lines.Count; number++)
        {
            var first = number;
            var joined = new StringBuilder();
            var pieces = ImmutableArray.CreateBuilder<(int, SourcePosition)>();
            var isContinued = true;
            while (isContinued && number < lines.Count)
            {
                var line = lines[number].AsSpan().TrimEnd(" \t\r\f\v");
                isContinued = line.Length > 0 && line[^1] == '\\';
                pieces.Add((joined.Length, new SourcePosition(number + 1, 1)));
                joined.Append(isContinued ? line[..^1] : lines[number]);
                number++;
            }

            number--;
            yield return Classify(new LogicalLine(
                first, number - first + 1, new FieldValue(joined.ToString(), pieces.ToImmutable()), isContinued));
        }
    }

    private static LogicalLine Classify(LogicalLine line)
    {
        var text = line.Text.All.Trim();
        if (text.IsEmpty || text[0] == '#')
        {
            return line with { Kind = text.IsEmpty ? LogicalLineKind.Blank : LogicalLineKind.Comment };
        }

        var length = text.Span.IndexOfAnyExcept(_alphanumeric);
        var rest = length <= 0 ? default : text[length..].TrimStart();
        if (rest.Length == 0 || rest[0] != '=')
        {
            return line with { Kind = LogicalLineKind.Other };
        }

        var value = rest[1..].Trim();
        return line with { Kind = value.IsEmpty ? LogicalLineKind.Other : LogicalLineKind.Field, Name = text[..length], Value = value };
    }
}
