using SecSharp.Configuration.Syntax;
using SecSharp.Perl;

namespace SecSharp.Configuration.Diagnostics;

/// <summary>Collects the findings of one rule file.</summary>
/// <param name="file">The file's name.</param>
internal sealed class DiagnosticBag(string file)
{
    private readonly List<Diagnostic> _findings = [];

    /// <summary>The file's name.</summary>
    public string File => file;

    /// <summary>What runs Perl code of the file; null where none may be run.</summary>
    public PerlRuntime? Perl { get; init; }

    /// <summary>--bufsize: lines that the input buffers will hold; 0: as many as the patterns need.</summary>
    public int BufferLines { get; init; }

    /// <summary>The lines of the file, for the carets.</summary>
    public IReadOnlyList<string> Lines { get; set; } = [];

    /// <summary>All findings, in order of their places in the file.</summary>
    public IEnumerable<Diagnostic> Findings => _findings.OrderBy(static finding => finding.Position.Line).ThenBy(static finding => finding.Position.Column);

    /// <summary>Adds a finding outside of a rule.</summary>
    public void Add(SourcePosition position, Severity severity, string message, string? remedy) =>
        Add(new Diagnostic(severity, file, position, message, remedy));

    /// <summary>Adds a finding; the file's name and the line of the file are filled in.</summary>
    public void Add(Diagnostic finding)
    {
        var line = finding.Position.Line - 1;
        _findings.Add(finding with { File = file, SourceLine = line >= 0 && line < Lines.Count ? Lines[line] : null });
    }
}
