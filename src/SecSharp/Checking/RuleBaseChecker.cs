using System.Collections.Immutable;
using SecSharp.Checking.Rules;
using SecSharp.Configuration;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking;

/// <summary>Finds what is wrong or doubtful in a rule base. docs/checks/README.md.</summary>
internal static class RuleBaseChecker
{
    /// <summary>Checks rule files as one rule base.</summary>
    /// <param name="sources">The files in the order in which the daemon would read them.</param>
    /// <param name="options">What is checked, and the daemon's options.</param>
    /// <returns>The findings in the order of the files and of their places in them, without those that rules silence.</returns>
    public static IReadOnlyList<Diagnostic> Check(IReadOnlyList<RuleFileSource> sources, CheckOptions options)
    {
        var findings = new List<Finding>();
        var files = ImmutableArray.CreateBuilder<CheckedFile>();
        foreach (var source in sources)
        {
            var reports = new List<Diagnostic>();
            var file = new CheckedFile(files.Count, RuleFileParser.ParseWithText(source.Name, source.Bytes.Span, reports, options.Perl, options.BufferLines));
            files.Add(file);
            findings.AddRange(reports
                .Where(report => options.Includes(report.Check))
                .Select(report => new Finding(report, file, file.Blocks.FirstOrDefault(block => report.RuleType is not null && block.Position.Line == report.RuleLine))));
        }

        var rules = new CheckedRuleBase(files.ToImmutable(), options);
        foreach (var check in CheckTable.All.Where(check => options.Includes(check.Name)))
        {
            check.Run(rules, new Findings(check.Name, findings));
        }

        var silencing = new Silencing(rules);
        var left = silencing.Apply(findings);
        return [.. left
            .OrderBy(static finding => finding.File.Index)
            .ThenBy(static finding => finding.Diagnostic.Position.Line)
            .ThenBy(static finding => finding.Diagnostic.Position.Column)
            .Select(static finding => finding.Diagnostic)
            .Distinct()];
    }
}
