using System.Globalization;
using System.Text;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Syntax;
using SecSharp.Formatting;
using SecSharp.Glossary;

namespace SecSharp.Tests.Glossary;

/// <summary>docs/rule-language.md is made from the glossary, and that knows all words that the parser knows.</summary>
public sealed class RuleLanguagePageTests
{
    [Fact]
    public void The_page_is_as_approved()
    {
        Approved.Check("docs/rule-language.md", Page());
    }

    [Fact]
    public void All_fields_have_a_meaning()
    {
        foreach (var type in RuleType.Names.Select(RuleType.Find))
        {
            Assert.All(FieldOrder.Of(type!), static field => Assert.NotNull(Fields.Find(field)));
            Assert.Equal(type!.Required.Concat(type.Optional).Append("type").Order(), FieldOrder.Of(type).Order());
            Assert.NotNull(RuleTypes.Find(type.Name));
        }

        Assert.Equal(PatternParser.TypeNames, Constants.PatternTypes.Select(static entry => entry.Word));
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # The rule language in short

            Rule types, fields, actions and variables, as `sec lsp` tells them in editors. The manual page sec-rules(5) has the same;
            the manual of Debian's package `sec` has the whole language at length.

            ## Rule types

            Required fields are in bold.

            | type | does | fields |
            | --- | --- | --- |

            """);
        foreach (var entry in RuleTypes.All)
        {
            var type = RuleType.Find(entry.Word == "EventGroup" ? "EventGroup2" : entry.Word)!;
            var fields = FieldOrder.Of(type).Skip(1).Select(field => type.Required.Contains(field) ? $"**{field}**" : field);
            page.Append(CultureInfo.InvariantCulture, $"| {(entry.Word == "EventGroup" ? "EventGroup, EventGroup2, ..." : entry.Word)} | {entry.Meaning} | {string.Join(", ", fields)} |\n");
        }

        page.Append("\nEvery rule has **type**, and may have `rem`; `label` may stand in a rule or between rules.\n");
        Append(page, "Fields", "field", Fields.All);
        Append(page, "Pattern types", "type", Constants.PatternTypes);
        Append(page, "Points of continue", "continue", Constants.PointsOfContinue);
        Append(page, "Actions", "action", Enum.GetValues<ActionKind>().Select(static kind => new Entry(
            $"`{ActionShape.Find(SecSharp.Actions.ActionNames.Of(kind))!.Synopsis}`", SecSharp.Glossary.Actions.MeaningOf(kind))));
        Append(page, "Action list variables that are always set", "variable", Variables.All);
        return page.ToString();
    }

    private static void Append(StringBuilder page, string title, string column, IEnumerable<Entry> entries)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {column} | means |\n| --- | --- |\n");
        foreach (var entry in entries)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {entry.Word} | {entry.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }
    }
}
