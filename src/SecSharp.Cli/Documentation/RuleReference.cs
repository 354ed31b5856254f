using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Syntax;
using SecSharp.Glossary;

namespace SecSharp.Cli.Documentation;

/// <summary>The words of the rule language, from the glossary, as the manual page sec-rules(5).</summary>
internal static class RuleReference
{
    private const string Introduction = """
        A rule file is a list of rules. A rule is a block of `keyword=value` lines; a blank line or a comment (a line that begins
        with `#`) ends it, and a backslash at the end of a line continues the line on the next. Each input line is matched
        against the rules in their order, file by file; a rule that matches ends the search in its file unless its field `continue`
        says otherwise.
        """;

    private const string Contexts = """
        A context is a name that exists for a time, with an event store (a list of strings). The field `context` of a rule is an
        expression of names of contexts, `varset NAME` (a match is cached under the name), Perl code (`=( CODE )`, `NAMES ->
        ( FUNCTION )`, and `NAMES :> ( FUNCTION )` for references to cached matches), with `!`, `&&`, `||` and parentheses.
        """;

    private static IEnumerable<(string Title, string Text, IEnumerable<Entry> Entries)> Sections =>
    [
        ("Rule types", "The fields in brackets may be left out. All types may have `rem`.", RuleTypes.All.Select(static type => type with { Meaning = $"{type.Meaning} Fields: {FieldsOf(type.Word)}." })),
        ("Fields", "", Fields.All),
        ("Pattern types", "", Constants.PatternTypes),
        ("Points of continue", "", Constants.PointsOfContinue),
        ("Contexts", Contexts, []),
        ("Actions", "Actions are separated by semicolons; a text with semicolons or an action list within an action is put in parentheses. Parameters in brackets may be left out.", Enum.GetValues<ActionKind>()
            .Select(static kind => new Entry(ActionShape.Find(ActionNames.Of(kind))?.Synopsis ?? "", Glossary.Actions.MeaningOf(kind)))
            .Where(static entry => entry.Word.Length > 0)),
        ("Action list variables", "Besides those that actions assign (`%name` or `%{name}`; `%%` is a percent sign):", Variables.All),
    ];

    /// <summary>The manual page in the language of man(7).</summary>
    public static string ManualPage()
    {
        var text = new StringBuilder($".TH SEC-RULES 5 \"\" \"{Program.VersionText}\" \"File formats\"\n.SH NAME\nsec-rules \\- rule files of sec(1)\n.SH DESCRIPTION\n");
        text.Append(Documentation.ManualPage.FromMarkdown(Introduction)).Append('\n');
        foreach (var (title, introduction, entries) in Sections)
        {
            text.Append($".SH {title.ToUpperInvariant()}\n");
            text.Append(introduction.Length > 0 ? Documentation.ManualPage.FromMarkdown(introduction) + "\n" : "");
            foreach (var entry in entries)
            {
                text.Append($".TP\n.B {Documentation.ManualPage.Escape(entry.Word)}\n{Documentation.ManualPage.FromMarkdown(entry.Meaning)}\n");
            }
        }

        return text.Append(".SH SEE ALSO\n.BR sec (1),\n.BR pcre2pattern (3)\n").ToString();
    }

    private static string FieldsOf(string name)
    {
        var type = RuleType.Find(name)!;
        var fields = type.Required.Select(static field => $"`{field}`").Concat(type.Optional.Select(static field => $"[`{field}`]"));
        return string.Join(", ", fields);
    }
}
