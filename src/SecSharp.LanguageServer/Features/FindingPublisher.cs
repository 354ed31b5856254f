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
    /// <summary>The check that takes milliseconds for each regular expression; the others take microseconds.</summary>
    private const string SlowCheck = "catastrophic-backtracking";

    private Dictionary<string, DocumentDiagnostic[]> _published = [];

    /// <summary>Whether Perl code is compiled to find its faults.</summary>
    public bool CompilesPerl { get; set; }

    /// <summary>Checks a rule base and tells the findings of all files that are open, have some, or had some before.</summary>
    /// <param name="documents">The files of the rule base.</param>
    /// <param name="open">The names of those that are open.</param>
    /// <param name="isOutdated">Whether the rule base has been changed meanwhile, so that what takes long may be left out.</param>
    public void Publish(IReadOnlyCollection<RuleDocument> documents, HashSet<string> open, Func<bool> isOutdated)
    {
        var quick = Check(documents, SlowCheck);
        foreach (var (uri, findings) in quick.Where(entry => entry.Value.Length > 0 || open.Contains(entry.Key) || _published.ContainsKey(entry.Key)))
        {
            Publish(uri, findings);
        }

        foreach (var gone in _published.Keys.Where(uri => !quick.ContainsKey(uri)))
        {
            Publish(gone, []);
        }

        _published = quick;
        if (isOutdated())
        {
            return;
        }

        var all = Check(documents);
        foreach (var (uri, findings) in all.Where(entry => !entry.Value.SequenceEqual(quick[entry.Key])))
        {
            Publish(uri, findings);
        }

        _published = all;
    }

    /// <summary>The findings of each file, under its name.</summary>
    private Dictionary<string, DocumentDiagnostic[]> Check(IReadOnlyCollection<RuleDocument> documents, params IReadOnlyCollection<string> skipped)
    {
        using var perl = new PerlRuntime(CompilesPerl ? PerlHosting.ChildProcess : PerlHosting.Unchecked);
        var sources = documents
            .OrderBy(static document => document.Path, StringComparer.Ordinal)
            .Select(static document => new RuleFileSource(document.Path, document.Source.Bytes.ToArray()));
        var findings = RuleBaseChecker.Check([.. sources], new CheckOptions { Perl = perl, Skip = skipped }).ToLookup(static finding => finding.File);
        return documents.ToDictionary(
            static document => document.Uri,
            document => findings[document.Path].Select(finding => Shown(document.Source, finding)).ToArray());
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
