using SecSharp.Checking;
using SecSharp.Checking.Reports;
using SecSharp.Cli.Options;
using SecSharp.Configuration;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Inputs;

namespace SecSharp.Cli;

/// <summary><c>sec check</c>: says all that is wrong or doubtful in a rule base.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Command { get; } = new("check", "say what is wrong or doubtful in rule files", "[OPTION]... --conf=PATTERN | FILE...", OptionTable.Check, Run)
    {
        Details = """
            FILE is a rule file; those named are checked together, as one rule base. Exit status: 0 without findings, 1 with
            findings, 2 when the check could not be made. A rule silences a finding by the field rem=nocheck: NAME.
            Example: sec check --conf='/etc/sec/*.sec'

            """,
    };

    private static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(arguments, OptionTable.Check);
        if (Command.ShowsAbout(values))
        {
            return 0;
        }

        if (values.Flag("list") == true)
        {
            foreach (var (name, summary) in CheckTable.Summaries)
            {
                Console.Out.WriteLine($"{name,-30}{summary}");
            }

            return 0;
        }

        using var perl = EngineSettings.PerlFrom(values, virtualTime: false);
        var settings = EngineSettings.From(values);
        var sources = Read(values);
        var options = new CheckOptions
        {
            BufferLines = settings.BufferSize,
            InternalContexts = settings.InternalContexts ? true : values.Flag("intcontexts"),
            InternalEvents = values.Flag("intevents"),
            Quoting = settings.Quoting,
            InputContexts = [.. values.Texts("input").Select(static input => InputPattern.Parse(input).Context).Where(static name => name.Length > 0)],
            Perl = perl,
            Only = Names(values, "only"),
            Skip = Names(values, "skip"),
        };
        var least = values.Text("severity") switch { "error" => Severity.Error, "warning" => Severity.Warning, _ => Severity.Hint };
        var findings = RuleBaseChecker.Check(sources, options).Where(finding => finding.Severity >= least).ToList();
        using var output = Console.OpenStandardOutput();
        Report(values.Text("format")).Write(findings, sources.Count, output);
        return findings.Count > 0 ? 1 : 0;
    }

    private static IFindingReport Report(string? format) => format switch
    {
        "json" => new JsonReport(),
        "sarif" => new SarifReport(Program.VersionText),
        _ => new HumanReport(),
    };

    private static List<string> Names(OptionValues values, string option)
    {
        var names = values.Texts(option).SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (names.Find(static name => !CheckTable.Names.Contains(name)) is { } unknown)
        {
            throw new UsageException(
                $"option --{option}: there is no check '{unknown}'"
                + (Suggestion.For(unknown, CheckTable.Names) is { } nearest ? $": did you mean {nearest}?" : "; sec check --list shows all"));
        }

        return names;
    }

    private static List<RuleFileSource> Read(OptionValues values)
    {
        var patterns = values.Texts("conf");
        if (patterns.Count == 0 && values.Arguments.Count == 0)
        {
            throw new UsageException("no rules: name rule files, or --conf=PATTERN");
        }

        var paths = new List<string>();
        foreach (var pattern in patterns)
        {
            var found = RuleLoader.Find([pattern]).ToList();
            paths.AddRange(found.Count > 0 ? found : throw new UsageException($"--conf={pattern} stands for no file"));
        }

        return [.. paths.Concat(values.Arguments).Distinct().Select(Read)];
    }

    private static RuleFileSource Read(string path)
    {
        try
        {
            return new RuleFileSource(path, RuleFileArgument.Read(path));
        }
        catch (IOException exception)
        {
            throw new UsageException($"{path}: {exception.Message}");
        }
    }
}
