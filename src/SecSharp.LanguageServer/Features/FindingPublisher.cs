using System.Text;
using SecSharp.Checking;
using SecSharp.Configuration.Diagnostics;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;
using SecSharp.Perl;
using Range = SecSharp.LanguageServer.Protocol.Range;

namespace SecSharp.LanguageServer.Features;

/// <summary>Tells the editor what is wrong with the rule files.</summary>
internal sealed class FindingPublisher(MessageWriter writer)
{
    private HashSet<string> _published = [];

    /// <summary>Whether Perl code is compiled to find its faults.</summary>
    public bool CompilesPerl { get; set; }

    /// <summary>Checks a rule base and tells the findings of all files that are open, have some, or had some before.</summary>
    /// <param name="documents">The files of the rule base.</param>
    /// <param name="open">The names of those that are open.</param>
    public void Publish(IReadOnlyCollection<RuleDocument> documents, HashSet<string> open)
    {
        using var perl = new PerlRuntime(CompilesPerl ? PerlHosting.ChildProcess : PerlHosting.Unchecked);
        var published = new HashSet<string>();
        var sources = documents
            .OrderBy(static document => document.Path, StringComparer.Ordinal)
            .Select(static document => new RuleFileSource(document.Path, document.Source.Bytes.ToArray()));
        var findings = RuleBaseChecker.Check([.. sources], new CheckOptions { Perl = perl }).ToLookup(static finding => finding.File);
        foreach (var document in documents)
        {
            DocumentDiagnostic[] shown = [.. findings[document.Path].Select(finding => Shown(document.Source, finding))];
            if (shown.Length > 0)
            {
                published.Add(document.Uri);
            }

            if (shown.Length > 0 || _published.Contains(document.Uri) || open.Contains(document.Uri))
            {
                Publish(document.Uri, shown);
                _published.Remove(document.Uri);
            }
        }

        foreach (var gone in _published)
        {
            Publish(gone, []);
        }

        _published = published;
    }

    private static DocumentDiagnostic Shown(SourceText source, Diagnostic finding)
    {
        var start = source.ToPosition(finding.Position);
        var line = finding.SourceLine ?? "";
        var at = Math.Min(finding.Position.Column - 1, line.Length);
        var length = line.AsSpan(at).IndexOfAny(" \t;");
        var end = finding.Position with { Column = at + 1 + (length > 0 ? length : line.AsSpan(at).TrimEnd().Length) };
        var severity = finding.Severity switch { Severity.Error => 1, Severity.Warning => 2, _ => 4 };
        var message = finding.Remedy is null ? finding.Message : $"{finding.Message}\nremedy: {finding.Remedy}";
        return new DocumentDiagnostic(new Range(start, source.ToPosition(end)), severity, finding.Check, "sec", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(message)));
    }

    private void Publish(string uri, IReadOnlyList<DocumentDiagnostic> findings) => writer.Notify(
        "textDocument/publishDiagnostics", new PublishDiagnosticsParams(uri, findings), ProtocolJson.Default.PublishDiagnosticsParams);
}
