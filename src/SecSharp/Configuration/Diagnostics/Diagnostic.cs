using System.Globalization;
using System.Text;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Diagnostics;

/// <summary>How bad a finding is.</summary>
internal enum Severity
{
    /// <summary>The rule does what it says, but could do it better.</summary>
    Hint,

    /// <summary>Something is ignored or replaced by a default; the rule loads.</summary>
    Warning,

    /// <summary>The rule does not load.</summary>
    Error,
}

/// <summary>A finding in a rule file.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="File">Name of the rule file.</param>
/// <param name="Position">Where in the file.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What would be right, or null.</param>
internal sealed record Diagnostic(Severity Severity, string File, SourcePosition Position, string Message, string? Remedy)
{
    /// <summary>The check name of what the parser reports.</summary>
    public const string SyntaxCheck = "syntax";

    /// <summary>The check name of fields that do nothing.</summary>
    public const string IgnoredFieldCheck = "ignored-field";

    /// <summary>The rule's type as the file spells it, or null outside of a rule.</summary>
    public string? RuleType { get; init; }

    /// <summary>The line at which the rule begins.</summary>
    public int RuleLine { get; init; }

    /// <summary>The field, or null where the finding concerns the whole rule.</summary>
    public string? Field { get; init; }

    /// <summary>Name of the check that has found it; <see cref="SyntaxCheck"/> where it is the parser.</summary>
    public string Check { get; init; } = SyntaxCheck;

    /// <summary>The line of the file, one character a byte, for the caret; null for none.</summary>
    public string? SourceLine { get; init; }

    /// <summary>The finding on one line: file, line and column, severity, rule, field, what is wrong.</summary>
    public string Headline
    {
        get
        {
            var severity = SeverityNames.Of(Severity);
            var rule = RuleType is null ? "" : $"{RuleType} rule at line {RuleLine.ToString(CultureInfo.InvariantCulture)}: ";
            var place = Field is null ? "" : $"field '{Field}': ";
            return $"{File}:{Position.Line}:{Position.Column}: {severity}: " + Display(Shorten(rule) + Shorten(place) + Shorten(Message));
        }
    }

    /// <summary>The finding for people: the headline, the place in the file with a caret under it, the remedy.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Headline);
        if (SourceLine is not null)
        {
            AppendPlace(text);
        }

        if (Remedy is not null)
        {
            text.Append("\n    remedy: ").Append(Display(Shorten(Remedy)));
        }

        return text.ToString();
    }

    /// <summary>A text of bearable length without control characters: it may hold what somebody has put into the file.</summary>
    private static string Shorten(string text)
    {
        const int longest = 240;
        var shown = text.Length > longest ? text[..longest] + "..." : text;
        return string.Concat(shown.Select(static letter => char.IsControl(letter) && letter < ' ' ? '?' : letter));
    }

    /// <summary>Latin-1 characters as the UTF-8 bytes they are.</summary>
    private static string Display(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));

    private static char Visible(char letter) => letter < ' ' ? ' ' : letter;

    private void AppendPlace(StringBuilder text)
    {
        const int widest = 100;
        var line = SourceLine!.TrimEnd('\r');
        var at = Math.Min(Position.Column - 1, line.Length);
        var from = at < widest - 20 ? 0 : at - (widest / 2);
        var part = string.Concat(line[from..Math.Min(line.Length, from + widest)].Select(Visible));
        var before = from > 0 ? "..." : "";
        var after = from + widest < line.Length ? "..." : "";
        text.Append("\n    ").Append(before).Append(Display(part)).Append(after);
        text.Append("\n    ").Append(' ', before.Length + Display(part[..Math.Min(part.Length, at - from)]).Length).Append('^');
    }
}
