using System.Collections.Immutable;
using SecSharp.Configuration;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Rules;

/// <summary>A rule file that is checked.</summary>
internal sealed class CheckedFile
{
    private readonly ParsedRuleFile _parsed;

    /// <param name="index">Its place among the rule files.</param>
    /// <param name="parsed">The file.</param>
    public CheckedFile(int index, ParsedRuleFile parsed)
    {
        _parsed = parsed;
        Index = index;
        Rules = [.. parsed.Syntax.Rules.Select((rule, number) => new CheckedRule(this, parsed.Blocks[number], rule))];
    }

    public int Index { get; }

    public string Path => _parsed.Syntax.Path;

    /// <summary>Its valid rules without Options rules, in order.</summary>
    public ImmutableArray<CheckedRule> Rules { get; }

    /// <summary>All its blocks, those of faulty rules and of Options rules too.</summary>
    public IReadOnlyList<RuleBlock> Blocks => _parsed.Text.Blocks;

    /// <summary>All valid Options rules, in order, of which the last one counts.</summary>
    public ImmutableArray<(RuleBlock Block, OptionsSyntax Rule)> Options => _parsed.Options;

    /// <summary>Labels as they stand in the file.</summary>
    public IReadOnlyList<RuleLabel> Labels => _parsed.Text.Labels;

    /// <summary>Remarks outside of rules.</summary>
    public IReadOnlyList<RuleField> LooseRemarks => _parsed.Text.LooseRemarks;

    /// <summary>Whether its rules see all input, or that of Jump rules only (procallin).</summary>
    public bool SeesAllInput => _parsed.Syntax.Options?.ProcessAllInput ?? true;

    /// <summary>Names of the sets it has joined (joincfset).</summary>
    public ImmutableArray<ByteString> JoinSets => _parsed.Syntax.Options?.JoinSets ?? [];

    /// <summary>Whether a block is no valid rule, so that what it does is not known.</summary>
    public bool HasFaultyRules => Blocks.Count > Rules.Length + Options.Length;

    /// <summary>The line of the file, one character a byte; null for none.</summary>
    public string? LineAt(SourcePosition position) =>
        position.Line >= 1 && position.Line <= _parsed.Lines.Count ? _parsed.Lines[position.Line - 1] : null;
}
