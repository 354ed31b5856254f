using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;
using SecSharp.Perl;

namespace SecSharp.Configuration.Parsing;

/// <summary>Takes the findings of one rule and knows whether the rule can be loaded.</summary>
internal sealed class RuleReport(DiagnosticBag bag, RuleBlock block, string ruleType)
{
    /// <summary>The rule file's name.</summary>
    public string File => bag.File;

    /// <summary>What runs Perl code; null where none may be run.</summary>
    public PerlRuntime? Perl => bag.Perl;

    /// <summary>--bufsize: lines that the input buffers will hold; 0: as many as the patterns need.</summary>
    public int BufferLines => bag.BufferLines;

    /// <summary>Whether an error was reported.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The field that is being parsed; null for the rule as a whole.</summary>
    public string? Field { get; set; }

    /// <summary>Reports a fault because of which the rule is not loaded.</summary>
    public void Error(SourcePosition position, string message, string? remedy = null)
    {
        HasErrors = true;
        Add(Severity.Error, position, message, remedy);
    }

    /// <summary>Reports a fault because of which the rule is not loaded.</summary>
    public void Error(FieldSlice place, string message, string? remedy = null) => Error(place.Position, message, remedy);

    /// <summary>Reports something that is ignored or replaced by a default.</summary>
    public void Warning(FieldSlice place, string message, string? remedy = null, string check = Diagnostic.SyntaxCheck) =>
        Add(Severity.Warning, place.Position, message, remedy, check);

    private void Add(Severity severity, SourcePosition position, string message, string? remedy, string check = Diagnostic.SyntaxCheck) =>
        bag.Add(new Diagnostic(severity, "", position, message, remedy)
        {
            RuleType = ruleType,
            RuleLine = block.Position.Line,
            Field = Field,
            Check = check,
        });
}
