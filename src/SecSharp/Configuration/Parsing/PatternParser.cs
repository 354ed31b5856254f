using System.Globalization;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Configuration.Parsing;

/// <summary>Parses pattern fields with their types. sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.</summary>
internal sealed class PatternParser(RuleReport report)
{
    private const int MostLines = 100_000;

    private static readonly (string Name, PatternKind Kind, bool Negated)[] Types =
    [
        ("SubStr", PatternKind.SubStr, false),
        ("RegExp", PatternKind.RegExp, false),
        ("PerlFunc", PatternKind.PerlFunc, false),
        ("Cached", PatternKind.Cached, false),
        ("NSubStr", PatternKind.SubStr, true),
        ("NRegExp", PatternKind.RegExp, true),
        ("NPerlFunc", PatternKind.PerlFunc, true),
        ("NCached", PatternKind.Cached, true),
        ("TValue", PatternKind.TValue, false),
    ];

    /// <summary>The names of all pattern types, without a number of lines.</summary>
    public static IEnumerable<string> TypeNames => Types.Select(static type => type.Name);

    /// <summary>Parses a pattern type; null, with a report, for one that is not valid.</summary>
    /// <param name="text">The type.</param>
    /// <param name="forGroup">Whether it is that of an event group pattern (egptype).</param>
    public PatternSyntax? ParseType(FieldSlice text, bool forGroup = false)
    {
        var digits = text.Span.TrimEnd("0123456789").Length;
        var name = text[..digits];
        var number = text[digits..];
        var lines = 1;
        foreach (var (typeName, kind, negated) in Types)
        {
            if (!name.Is(typeName) || (forGroup && kind is PatternKind.Cached or PatternKind.TValue))
            {
                continue;
            }

            if (!number.IsEmpty && (forGroup || kind is PatternKind.Cached or PatternKind.TValue))
            {
                report.Error(number, $"pattern type {typeName} takes no number of lines", typeName);
                return null;
            }

            if (!number.IsEmpty
                && !(int.TryParse(number.Span, NumberStyles.None, CultureInfo.InvariantCulture, out lines) && lines is > 0 and <= MostLines))
            {
                report.Error(number, $"a pattern can't match {number} lines", "the number of last input lines, 1 or more");
                return null;
            }

            if (report.BufferLines > 0 && lines > report.BufferLines)
            {
                report.Error(
                    number, string.Create(CultureInfo.InvariantCulture, $"a pattern of {lines} lines can't be matched with input buffers of {report.BufferLines}"),
                    string.Create(CultureInfo.InvariantCulture, $"--bufsize={lines} or more, or --bufsize=0 for as many lines as the rules need"));
                return null;
            }

            return new PatternSyntax(kind, negated, lines, default);
        }

        var candidates = Types.Where(type => !forGroup || type.Kind is not (PatternKind.Cached or PatternKind.TValue)).Select(static type => type.Name);
        var nearest = Suggestion.For(name.ToString(), candidates);
        report.Error(
            text, $"'{text}' is no {(forGroup ? "event group pattern" : "pattern")} type",
            nearest is not null ? $"did you mean {nearest}?" : string.Join(", ", candidates));
        return null;
    }

    /// <summary>Parses a pattern; null, with a report, for one that is not valid.</summary>
    /// <param name="type">Its type, from <see cref="ParseType"/>.</param>
    /// <param name="text">The pattern.</param>
    /// <param name="isSecond">Whether match variables of the first pattern are substituted in it.</param>
    public PatternSyntax? Parse(PatternSyntax type, FieldSlice text, bool isSecond = false)
    {
        var pattern = type with { Text = text.ToBytes() };
        switch (pattern.Kind)
        {
            case PatternKind.SubStr:
                return pattern with { Constant = Constant(new ByteString(SubStrEscapes.Decode(pattern.Text.Span)), isSecond) };
            case PatternKind.RegExp:
                return RegExp(pattern with { Constant = Constant(pattern.Text, isSecond) }, text);
            case PatternKind.PerlFunc:
                return PerlCode.Compile(text, pattern.Text, report) is { } function ? pattern with { Function = function } : null;
            case PatternKind.Cached when !Names.IsName(text.Span):
                report.Error(text, $"'{text}' is no name of a match cache entry", "a letter followed by letters, digits and underscores");
                return null;
            case PatternKind.TValue when !text.Is("TRUE") && !text.Is("FALSE"):
                report.Error(text, $"'{text}' is no truth value", "TRUE or FALSE");
                return null;
            case PatternKind.TValue:
                return pattern with { Text = ByteString.Latin1(text.ToString().ToUpperInvariant()) };
            default:
                return pattern;
        }
    }

    private static ByteString? Constant(ByteString text, bool isSecond) =>
        isSecond ? TemplateParser.Parse(text.Span, new VariableScope(MatchOrigin.First)).Constant : text;

    private PatternSyntax? RegExp(PatternSyntax pattern, FieldSlice text)
    {
        if (pattern.Constant is not { } constant)
        {
            return pattern;
        }

        var regex = Regex.TryCompile(constant.Span, out var error);
        if (error is { NeedsPerl: true } && report.Perl is not null)
        {
            return PerlCode.CompileRegex(text, constant, report) is { } function ? pattern with { Function = function } : null;
        }

        if (error is not null)
        {
            report.Error(text[Math.Min(error.Offset, text.Length)..], $"not a valid regular expression: {error.Message}", error.Hint);
            return null;
        }

        foreach (var warning in regex!.Warnings)
        {
            report.Warning(text[Math.Min(warning.Offset, text.Length)..], warning.Message);
        }

        return pattern with { Regex = regex };
    }
}
