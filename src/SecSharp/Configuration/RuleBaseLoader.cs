using SecSharp.Actions;
using SecSharp.Configuration.Compilation;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Correlation;
using SecSharp.Files;
using SecSharp.Reporting;

namespace SecSharp.Configuration;

/// <summary>Finds, reads, parses and compiles rule files. A fault never keeps the valid rules from being loaded.</summary>
/// <param name="log">Takes what is found out.</param>
internal sealed class RuleBaseLoader(EngineLog log)
{
    /// <summary>All findings so far, file by file.</summary>
    public List<Diagnostic> Findings { get; } = [];

    /// <summary>Number of files that could not be read.</summary>
    public int UnreadableFiles { get; private set; }

    /// <summary>Whether anything was wrong: an error in a rule, or a file that could not be read.</summary>
    public bool HasErrors => UnreadableFiles > 0 || Findings.Exists(static finding => finding.Severity == Severity.Error);

    /// <summary>Loads the files that <paramref name="patterns"/> (--conf) stand for, each file once.</summary>
    public RuleBase Load(IEnumerable<string> patterns, ActionVariables variables)
    {
        var files = patterns
            .SelectMany(static pattern => FileNamePattern.Expand(ByteString.Utf8(pattern)))
            .Distinct()
            .Select(static name => name.ToDisplay())
            .Select(Read)
            .OfType<RuleFileSyntax>()
            .ToList();
        return RuleCompiler.Compile(files, variables);
    }

    private RuleFileSyntax? Read(string path)
    {
        byte[] bytes;
        log.ReadingRules(path);
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            UnreadableFiles++;
            log.RulesUnreadable(path, exception.Message);
            return null;
        }

        var first = Findings.Count;
        var file = RuleFileParser.Parse(path, bytes, Findings);
        foreach (var finding in Findings.Skip(first))
        {
            log.RuleFinding(finding);
        }

        log.RulesLoaded(path, file.Rules.Length);
        return file;
    }
}
