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
        var document = SyntaxParser.Parse(text, path, validate: true);
        foreach (var message in document.Diagnostics)
        {
            Report(message.Span.Start, Sentence(message.Message), Remedy(message.Message));
        }

        Root = document.HasErrors ? null : TomlTable.Of(document);
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>All that the file says; null when it is not TOML.</summary>
    public TomlTable? Root { get; }

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

    /// <summary>The bytes of UTF-8, one a character, as findings have them.</summary>
    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Sentence(string message) =>
        "not valid TOML: " + char.ToLowerInvariant(message[0]) + message[1..].Replace("\u0001", "", StringComparison.Ordinal).TrimEnd('.');

    private static string? Remedy(string message) => message switch
    {
        _ when message.Contains("control character", StringComparison.Ordinal) =>
            "write the text between \"\"\" and the character as \\u and four hexadecimal digits",
        _ when message.Contains("End-Of-File found for multi-line", StringComparison.Ordinal) => "end the text with a line of '''",
        _ when message.Contains("Invalid newline in a string", StringComparison.Ordinal) => "put texts of several lines between '''",
        _ => null,
    };
}
