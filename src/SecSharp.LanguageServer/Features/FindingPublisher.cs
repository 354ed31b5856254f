using System.Text;
using SecSharp.Checking;
using SecSharp.Configuration.Diagnostics;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;
using SecSharp.Perl;
using Range = SecSharp.LanguageServer.Protocol.Range;

namespace SecSharp.LanguageServer.Features;

/// <summary>Tells the editor what is wrong with the rule files.</summary>
/// <param name="writer">To the editor.</param>
/// <param name="report">Takes faults of the checks themselves.</param>
internal sealed class FindingPublisher(MessageWriter writer, Action<Exception> report)
{
    /// <summary>
    /// The check that takes milliseconds for each regular expression, where the others take microseconds. It looks at
    /// each rule by itself: it runs for changed files only, behind the others, and what it finds is added.
    /// </summary>
    private const string SlowCheck = "catastrophic-backtracking";

    private readonly Lock _lock = new();
    private Dictionary<string, CheckedDocument> _checked = [];
    private bool _isSlowCheckRunning;

    /// <summary>Whether Perl code is compiled to find its faults.</summary>
    public bool CompilesPerl { get; set; }

    /// <summary>Checks a rule base and tells the findings of all files that are open, have some, or had some before.</summary>
    /// <param name="documents">The files of the rule base.</param>
    /// <param name="open">The names of those that are open.</param>
    public void Publish(IReadOnlyCollection<RuleDocument> documents, HashSet<string> open)
    {
        var findings = Check(documents, new CheckOptions { Skip = [SlowCheck] });
        lock (_lock)
        {
            var before = _checked;
            var told = before.Where(static entry => entry.Value.HasFindings).Select(static entry => entry.Key).ToHashSet();
            _checked = documents.ToDictionary(static document => document.Uri, document => new CheckedDocument(document, findings[document.Uri])
            {
                Slow = before.TryGetValue(document.Uri, out var old) && old.Document == document ? old.Slow : null,
            });
            foreach (var (uri, entry) in _checked.Where(entry => entry.Value.HasFindings || open.Contains(entry.Key) || told.Contains(entry.Key)))
            {
                Publish(uri, entry.All);
            }

            foreach (var gone in told.Where(uri => !_checked.ContainsKey(uri)))
            {
                Publish(gone, []);
            }

            if (_isSlowCheckRunning)
            {
                return;
            }

            _isSlowCheckRunning = true;
        }

        ThreadPool.QueueUserWorkItem(_ => CheckSlowly());
    }

    /// <summary>Runs the slow check for all files that it has not been run for as they are now.</summary>
    private void CheckSlowly()
    {
        while (NextForSlowCheck() is { } document)
        {
            DocumentDiagnostic[] findings = [];
            try
            {
                findings = Check([document], new CheckOptions { Only = [SlowCheck] })[document.Uri];
            }
            catch (Exception exception)
            {
                report(exception);
            }

            lock (_lock)
            {
                // It may have been changed meanwhile.
                if (_checked.TryGetValue(document.Uri, out var entry) && entry.Document == document)
                {
                    entry.Slow = findings;
                    if (findings.Length > 0)
                    {
                        Publish(document.Uri, entry.All);
                    }
                }
            }
        }
    }

    private RuleDocument? NextForSlowCheck()
    {
        lock (_lock)
        {
            var next = _checked.Values.FirstOrDefault(static entry => entry.Slow is null)?.Document;
            _isSlowCheckRunning = next is not null;
            return next;
        }
    }

    /// <summary>The findings of each file, under its name.</summary>
    private Dictionary<string, DocumentDiagnostic[]> Check(IReadOnlyCollection<RuleDocument> documents, CheckOptions options)
    {
        using var perl = new PerlRuntime(CompilesPerl ? PerlHosting.ChildProcess : PerlHosting.Unchecked);
        var sources = documents
            .OrderBy(static document => document.Path, StringComparer.Ordinal)
            .Select(static document => new RuleFileSource(document.Path, document.Source.Bytes.ToArray()));
        var findings = RuleBaseChecker.Check([.. sources], options with { Perl = perl }).ToLookup(static finding => finding.File);
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

    /// <summary>A file with what was found in it.</summary>
    private sealed class CheckedDocument(RuleDocument document, DocumentDiagnostic[] findings)
    {
        public RuleDocument Document => document;

        /// <summary>What the slow check has found; null before it has been run.</summary>
        public DocumentDiagnostic[]? Slow { get; set; }

        public bool HasFindings => findings.Length > 0 || Slow is { Length: > 0 };

        public DocumentDiagnostic[] All => [.. findings, .. Slow ?? []];
    }
}
