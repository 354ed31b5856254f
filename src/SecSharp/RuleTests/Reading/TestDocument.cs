using System.Globalization;
using System.Text;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SecSharp.RuleTests.Reading;

/// <summary>The text of a test file, and what is wrong with it.</summary>
internal sealed class TestDocument
{
    private readonly string[] _lines;
    private readonly List<Diagnostic> _findings = [];

    public TestDocument(string path, string text)
    {
        Path = path;
        Text = text;
        _lines = text.Split('\n');
        var document = SyntaxParser.Parse(text, path, validate: false);
        if (document.Diagnostics.MinBy(static message => message.Span.Start.Offset) is { } message)
        {
            // What follows the first error mostly comes of it.
            Report(PlaceOf(message), Sentence(message.Message), Remedy(message.Message));
            return;
        }

        Root = TomlTable.Of(document, DefinedAgain);
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>All that the file says; null when it is not TOML.</summary>
    public TomlTable? Root { get; }

    /// <summary>Reports that something is defined twice.</summary>
    public void DefinedAgain(string name, TextPosition first, TextPosition again) => Report(
        again, $"'{name}' is there already, at line {LineOf(first).ToString(CultureInfo.InvariantCulture)}", "remove one of them");

    /// <summary>The findings, in order of their places.</summary>
    public IReadOnlyList<Diagnostic> Findings =>
        [.. _findings.OrderBy(static finding => finding.Position.Line).ThenBy(static finding => finding.Position.Column)];

    public bool HasErrors => _findings.Count > 0;

    /// <summary>The line of the file at which something stands, from 1.</summary>
    public static int LineOf(TextPosition position) => position.Line + 1;

    /// <summary>The place of something, in bytes as the findings of rule files have it.</summary>
    public SourcePosition PlaceOf(TextPosition position)
    {
        var line = position.Line < _lines.Length ? _lines[position.Line] : "";
        return new SourcePosition(position.Line + 1, Encoding.UTF8.GetByteCount(line.AsSpan(0, Math.Min(position.Column, line.Length))) + 1);
    }

    public void Report(TextPosition position, string message, string? remedy = null) => Report(PlaceOf(position), message, remedy);

    public void Report(SourcePosition position, string message, string? remedy = null) => _findings.Add(
        new Diagnostic(Severity.Error, Bytes(Path), position, Bytes(message), remedy is null ? null : Bytes(remedy))
        {
            SourceLine = position.Line <= _lines.Length ? Bytes(_lines[position.Line - 1]) : null,
        });

    /// <summary>Where a control character is, rather than the text in which it is.</summary>
    private TextPosition PlaceOf(DiagnosticMessage message)
    {
        var start = message.Span.Start;
        if (!IsControlCharacter(message.Message))
        {
            return start;
        }

        var offset = start.Offset;
        while (offset < Text.Length && !(char.IsControl(Text[offset]) && Text[offset] is not ('\t' or '\n' or '\r')))
        {
            offset++;
        }

        var line = Text.AsSpan(0, offset).Count('\n');
        return new TextPosition(offset, line, offset - (Text.LastIndexOf('\n', Math.Max(0, offset - 1)) + 1));
    }

    private static bool IsControlCharacter(string message) => message.Contains("control character", StringComparison.Ordinal);

    /// <summary>The bytes of UTF-8, one a character, as findings have them.</summary>
    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Sentence(string message) =>
        "not valid TOML: " + char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.', ';');

    private static string? Remedy(string message) => message switch
    {
        _ when IsControlCharacter(message) =>
            "write the text between \"\"\" and the character as \\u and four hexadecimal digits",
        _ when message.Contains("End-Of-File found for multi-line", StringComparison.Ordinal) => "end the text with a line of '''",
        _ when message.Contains("Invalid newline in a string", StringComparison.Ordinal) => "put texts of several lines between '''",
        _ => null,
    };
}
