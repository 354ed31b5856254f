using System.Collections.Immutable;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;

namespace SecSharp.LanguageServer.Documents;

/// <summary>The lines between two blank lines or comments, as they stand: a rule, finished or not, or labels and remarks.</summary>
/// <param name="Lines">The lines; at least one.</param>
internal sealed record RuleOutline(ImmutableArray<LogicalLine> Lines)
{
    /// <summary>The type; null where there is none, or an unknown one.</summary>
    public RuleType? Type { get; } =
        Lines.LastOrDefault(static line => line.Name.ToString() == "type") is { Kind: LogicalLineKind.Field } line
            ? RuleType.Find(line.Value.ToString())
            : null;

    /// <summary>The last field with a name; null where there is none.</summary>
    public LogicalLine? Find(string name) =>
        Lines.LastOrDefault(line => line.Kind == LogicalLineKind.Field && line.Name.ToString() == name);

    /// <summary>The rules of a file.</summary>
    public static ImmutableArray<RuleOutline> Read(IEnumerable<LogicalLine> lines)
    {
        var rules = ImmutableArray.CreateBuilder<RuleOutline>();
        var current = ImmutableArray.CreateBuilder<LogicalLine>();
        foreach (var line in lines)
        {
            if (line.Kind is not (LogicalLineKind.Blank or LogicalLineKind.Comment))
            {
                current.Add(line);
            }
            else if (current.Count > 0)
            {
                rules.Add(new RuleOutline(current.ToImmutable()));
                current.Clear();
            }
        }

        if (current.Count > 0)
        {
            rules.Add(new RuleOutline(current.ToImmutable()));
        }

        return rules.ToImmutable();
    }
}
