using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking;

/// <summary>Takes the findings of one check.</summary>
/// <param name="check">The check's name.</param>
/// <param name="all">The findings of all checks.</param>
internal sealed class Findings(string check, List<Finding> all)
{
    /// <summary>Adds a finding in a rule.</summary>
    /// <param name="severity">How bad it is.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="place">The field and the place in it.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What would be right.</param>
    public void Add(Severity severity, CheckedRule rule, Place place, string message, string remedy) =>
        Add(severity, rule.File, rule.Block, place, message, remedy);

    /// <summary>Adds a finding in a block, which need not be a valid rule; null: outside of rules.</summary>
    public void Add(Severity severity, CheckedFile file, RuleBlock? block, Place place, string message, string remedy)
    {
        var type = block?.Find("type")?.Value.Text;
        all.Add(new Finding(
            new Diagnostic(severity, file.Path, place.Position, message, remedy)
            {
                Check = check,
                RuleType = type is null ? null : RuleType.Find(type)?.Name ?? type,
                RuleLine = block?.Position.Line ?? 0,
                Field = place.Field,
                SourceLine = file.LineAt(place.Position),
            },
            file,
            block));
    }
}

/// <summary>Where a finding is.</summary>
/// <param name="Position">The place in the file.</param>
/// <param name="Field">The field; null for the rule as a whole.</param>
internal readonly record struct Place(SourcePosition Position, string? Field);
