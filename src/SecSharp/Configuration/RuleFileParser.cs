using System.Collections.Immutable;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;
using SecSharp.Perl;

namespace SecSharp.Configuration;

/// <summary>Makes the text of a rule file into rules. sec(1), CONFIGURATION FILES.</summary>
internal static class RuleFileParser
{
    /// <summary>Parses a rule file: valid rules are returned, faults of all others reported.</summary>
    /// <param name="path">The file's name, for messages and operation ids.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="diagnostics">Takes the findings, in order of their places in the file.</param>
    /// <param name="perl">Compiles Perl code; without it rules that contain some are not valid.</param>
    /// <param name="bufferLines">--bufsize: rules whose patterns need more lines are not valid; 0: without limit.</param>
    public static RuleFileSyntax Parse(string path, ReadOnlySpan<byte> bytes, List<Diagnostic> diagnostics, PerlRuntime? perl = null, int bufferLines = 0) =>
        ParseWithText(path, bytes, diagnostics, perl, bufferLines).Syntax;

    /// <summary>The same as <see cref="Parse"/>, with what the file says beside its rules.</summary>
    public static ParsedRuleFile ParseWithText(string path, ReadOnlySpan<byte> bytes, List<Diagnostic> diagnostics, PerlRuntime? perl = null, int bufferLines = 0)
    {
        var bag = new DiagnosticBag(path) { Perl = perl, BufferLines = bufferLines };
        var text = RuleFileText.Read(bytes, bag);
        var rules = new List<(RuleBlock Block, RuleSyntax Rule)>();
        var options = new List<(RuleBlock Block, OptionsSyntax Rule)>();
        foreach (var block in text.Blocks)
        {
            switch (RuleParser.Parse(block, bag))
            {
                case OptionsSyntax valid:
                    options.Add((block, valid));
                    break;
                case { } rule:
                    rules.Add((block, rule with { Number = rules.Count }));
                    break;
            }
        }

        var labels = text.Labels.Select(label => KeyValuePair.Create(
            ByteString.Latin1(label.Name), rules.Count(rule => rule.Block.Index < label.Block))).ToImmutableArray();
        var resolved = rules.Select(rule => new LabelResolver(bag, rule.Block, labels).Resolve(rule.Rule)).ToImmutableArray();
        diagnostics.AddRange(bag.Findings);
        return new ParsedRuleFile(
            new RuleFileSyntax(path, resolved, options.Count == 0 ? null : options[^1].Rule, labels),
            text,
            bag.Lines,
            [.. rules.Select(static rule => rule.Block)],
            [.. options]);
    }
}
