using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Configuration.Compilation;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Correlation;
using SecSharp.Files;
using SecSharp.Perl;
using SecSharp.Reporting;

namespace SecSharp.Configuration;

/// <summary>Reads rule files from the disk, all of them or those that have changed. sec(1), SIGNALS.</summary>
/// <param name="variables">Where action list variables are made known.</param>
/// <param name="log">The log.</param>
/// <param name="perl">Compiles Perl code; without it rules that contain some are not valid.</param>
internal sealed class RuleLoader(ActionVariables variables, EngineLog log, PerlRuntime? perl = null)
{
    private readonly Dictionary<string, int> _ids = [];

    /// <summary>The rule files that patterns (--conf) stand for at this moment, in order.</summary>
    public static IEnumerable<string> Find(IEnumerable<string> patterns) => patterns
        .SelectMany(static pattern => FileNamePattern.Expand(ByteString.Utf8(pattern)))
        .Select(static name => name.ToDisplay());

    /// <summary>--bufsize: rules whose patterns need more lines are not valid; 0: without limit.</summary>
    public int BufferLines { get; set; }

    /// <summary>Loads rule files in their order.</summary>
    /// <param name="paths">Their names; one that occurs twice counts once.</param>
    /// <param name="previous">
    /// What is loaded: its files that have not been modified since are taken over with their operations. Null: everything is
    /// loaded anew.
    /// </param>
    public LoadedRules Load(IEnumerable<string> paths, LoadedRules? previous = null)
    {
        var findings = new List<Diagnostic>();
        var files = ImmutableArray.CreateBuilder<LoadedRuleFile>();
        foreach (var path in paths.Distinct())
        {
            var modified = File.GetLastWriteTimeUtc(path);
            var loaded = previous?.Files.FirstOrDefault(file => file.Rules.Path == path);
            files.Add(loaded is not null && loaded.IsReadable && loaded.Modified == modified ? loaded : Read(path, modified, findings));
        }

        return new LoadedRules(files.ToImmutable(), findings);
    }

    private LoadedRuleFile Read(string path, DateTime modified, List<Diagnostic> findings)
    {
        log.ReadingRules(path);
        if (!_ids.TryGetValue(path, out var id))
        {
            _ids.Add(path, id = _ids.Count);
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.RulesUnreadable(path, exception.Message);
            return new LoadedRuleFile(new RuleFile(path, [], true) { Id = id }, modified, IsReadable: false);
        }

        var first = findings.Count;
        var rules = RuleCompiler.Compile(RuleFileParser.Parse(path, bytes, findings, perl, BufferLines), id, variables);
        for (var index = first; index < findings.Count; index++)
        {
            log.RuleFinding(findings[index]);
        }

        log.RulesLoaded(path, rules.Rules.Length);
        return new LoadedRuleFile(rules, modified, IsReadable: true);
    }
}

/// <summary>A rule file as it was loaded.</summary>
/// <param name="Rules">Its rules.</param>
/// <param name="Modified">When its content was last changed.</param>
/// <param name="IsReadable">Whether it could be read.</param>
internal sealed record LoadedRuleFile(RuleFile Rules, DateTime Modified, bool IsReadable);

/// <summary>All rule files as they were loaded.</summary>
/// <param name="Files">The files, in their order.</param>
/// <param name="Findings">What is wrong with those that were read this time.</param>
internal sealed record LoadedRules(ImmutableArray<LoadedRuleFile> Files, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>The rules to run.</summary>
    public RuleBase Rules { get; } = new([.. Files.Select(static file => file.Rules)]);

    /// <summary>Whether a file could not be read, or has a rule that does not load.</summary>
    public bool HasErrors => Files.Any(static file => !file.IsReadable) || Findings.Any(static finding => finding.Severity == Severity.Error);
}
