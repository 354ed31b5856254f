using System.Collections.Immutable;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration;

/// <summary>A rule file after parsing, with the text that its rules stand in.</summary>
/// <param name="Syntax">Its valid rules.</param>
/// <param name="Text">Its fields and labels, those of faulty rules too.</param>
/// <param name="Lines">Its lines, one character a byte.</param>
/// <param name="Blocks">For each rule of <paramref name="Syntax"/> the block it comes from.</param>
/// <param name="Options">All valid Options rules, in order, of which the last one counts.</param>
internal sealed record ParsedRuleFile(
    RuleFileSyntax Syntax,
    RuleFileText Text,
    IReadOnlyList<string> Lines,
    ImmutableArray<RuleBlock> Blocks,
    ImmutableArray<(RuleBlock Block, OptionsSyntax Rule)> Options);
