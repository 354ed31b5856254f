using System.Collections.Immutable;

namespace SecSharp.Configuration.Syntax;

/// <summary>A place in a rule file: line and column start at 1; a column counts bytes.</summary>
internal readonly record struct SourcePosition(int Line, int Column);

/// <summary>A rule file after parsing: its valid rules; faulty ones are reported and left out.</summary>
/// <param name="Path">The file's name as the --conf pattern yielded it.</param>
/// <param name="Rules">Valid rules without Options rules, in file order; a rule's index is its <see cref="RuleSyntax.Number"/>.</param>
/// <param name="Options">The last valid Options rule, or null.</param>
/// <param name="Labels">Labels with the index of the rule that follows (may be one past the last).</param>
internal sealed record RuleFileSyntax(
    string Path,
    ImmutableArray<RuleSyntax> Rules,
    OptionsSyntax? Options,
    ImmutableArray<KeyValuePair<ByteString, int>> Labels);
