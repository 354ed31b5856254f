using System.Text;
using SecSharp.Cli.Options;
using SecSharp.Posix;
using SecSharp.RuleTests;
using SecSharp.RuleTests.Coverage;
using SecSharp.RuleTests.Reading;
using SecSharp.RuleTests.Recording;
using SecSharp.RuleTests.Reporting;
using SecSharp.RuleTests.Running;

namespace SecSharp.Cli;

/// <summary><c>sec test</c>: runs rule tests, or records one from a log.</summary>
internal sealed class TestCommand
{
    private readonly OptionValues _values;
    private readonly TextWriter _output;
    private readonly TerminalText _paint;
    private readonly CoverageReport? _coverage;
    private readonly RuleTestRunner _runner;
    private readonly List<TestFileOutcome> _files = [];

    private TestCommand(OptionValues values)
    {
        _values = values;
        _output = Console.Out;
        _paint = new TerminalText(TerminalColours.AreWanted);
        _coverage = values.Text("coverage") == "yes" ? new CoverageReport() : null;
        _runner = new RuleTestRunner(ProcessTimeZone.Set) { Coverage = _coverage };
    }

    private bool IsUpdate => _values.Flag("update") == true;

    /// <summary>The command.</summary>
    public static Command Command { get; } = new("test", "run rule tests, or record one from a log", "[OPTION]... FILE... | --record=LOG --conf=PATTERN [OPTION]... [FILE]", OptionTable.Test, Run)
    {
        Details = """
            FILE is a file of rule tests, or a folder: all files in and below it whose names end in .toml. Nothing is done outside
            of the program: what actions would have done is compared with what the test expects. Exit status: 0 when all tests
            have passed, 1 when one has failed, 2 when one could not be run. With --record, FILE is the test file to write (default:
            standard output). Example: sec test examples/tests

            """,
    };

    private static int Run(IReadOnlyList<string> arguments)
    {
        var values = OptionParser.Parse(arguments, OptionTable.Test);
        if (Command.ShowsAbout(values))
        {
            return 0;
        }

        if (values.IsGiven("record"))
        {
            return new TestRecording(values).Run();
        }

        TestRecording.RefuseItsOptions(values);
        if (values.Arguments.Count == 0)
        {
            throw new UsageException("no test to run: name files of rule tests or their folder, or record one with --record=LOG");
        }

        var paths = values.Arguments.SelectMany(Find).Distinct().ToList();
        return new TestCommand(values).Run(paths);
    }

    private static IEnumerable<string> Find(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [path] : throw new UsageException($"there is no test file '{path}'");
        }

        var files = Directory.EnumerateFiles(path, "*.toml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UsageException($"there is no test file in the folder '{path}': their names end in .toml");
    }

    private int Run(List<string> paths)
    {
        foreach (var path in paths)
        {
            RunFile(path);
        }

        var outcomes = _files.SelectMany(static file => file.Outcomes).ToList();
        var unreadable = _files.Count(static file => file.Error is not null);
        if (outcomes.Count == 0 && unreadable == 0)
        {
            throw new UsageException($"no test has a name like {string.Join(" or ", _values.Texts("only").Select(static name => $"'{name}'"))}");
        }

        var failed = outcomes.Count(static outcome => outcome is { NotRun: null, HasPassed: false });
        var notRun = outcomes.Count(static outcome => outcome.NotRun is not null);
        _coverage?.WriteTo(_output);
        WriteSummary(outcomes.Count, failed, notRun, unreadable);
        WriteJUnit();
        _output.Flush();
        return notRun + unreadable > 0 ? 2 : failed > 0 ? 1 : 0;
    }

    private void RunFile(string path)
    {
        RuleTestFile file;
        try
        {
            file = RuleTestReader.Read(path);
            if (file.Findings.Count == 0 && IsUpdate && Update(file))
            {
                file = RuleTestReader.Read(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Refuse(path, exception.Message);
            return;
        }

        if (file.Findings.Count > 0)
        {
            Refuse(path, string.Join('\n', file.Findings));
            return;
        }

        var outcomes = file.Tests.Where(IsSelected).Select(_runner.Run).ToList();
        _files.Add(new TestFileOutcome(path, [.. outcomes], null));
        outcomes.ForEach(Write);
    }

    /// <summary>Writes what comes out into a file; false when it says so already.</summary>
    private bool Update(RuleTestFile file)
    {
        var updates = file.Tests
            .Where(IsSelected)
            .Select(ExpectationUpdate.Complete)
            .Select(located => (Located: located, _runner.Run(located).Result))
            .Where(static update => update.Result is { } result && ExpectationUpdate.IsDue(update.Located, result))
            .Select(static update => (update.Located, update.Result!))
            .ToList();
        if (updates.Count == 0)
        {
            return false;
        }

        try
        {
            TestFileWriter.Replace(file.Path, ExpectationUpdate.Apply(file, updates));
        }
        catch (TestNotRunException exception)
        {
            _output.WriteLine($"{file.Path} is not updated: {exception.Message}");
            return false;
        }

        foreach (var (located, _) in updates)
        {
            _output.WriteLine($"updated {FailureText.NameOf(located.Test)}");
        }

        return true;
    }

    private bool IsSelected(LocatedTest located)
    {
        var patterns = _values.Texts("only");
        return patterns.Count == 0 || patterns.Any(pattern => pattern.Contains('*', StringComparison.Ordinal)
            ? Wildcard.IsMatch(Encoding.UTF8.GetBytes(pattern), Encoding.UTF8.GetBytes(located.Test.Name))
            : located.Test.Name.Contains(pattern, StringComparison.OrdinalIgnoreCase));
    }

    private void Refuse(string path, string error)
    {
        _files.Add(new TestFileOutcome(path, [], error));
        _output.WriteLine($"{_paint.Bad("NOT READ")} {path}");
        foreach (var line in error.Split('\n'))
        {
            _output.WriteLine($"    {line}");
        }
    }

    private void Write(TestOutcome outcome)
    {
        if (outcome.HasPassed)
        {
            if (_values.Flag("verbose") == true)
            {
                _output.WriteLine($"{_paint.Good("passed")} {FailureText.NameOf(outcome.Test)}");
            }

            return;
        }

        _output.WriteLine($"{_paint.Bad(outcome.NotRun is null ? "FAILED" : "NOT RUN")} {_paint.Strong(FailureText.NameOf(outcome.Test))}");
        _output.Write(new FailureText(outcome, _paint).Details());
    }

    private void WriteSummary(int tests, int failed, int notRun, int unreadable)
    {
        var parts = new List<string> { $"{tests - failed - notRun} passed" };
        if (failed > 0)
        {
            parts.Add($"{failed} failed");
        }

        if (notRun > 0)
        {
            parts.Add($"{notRun} could not be run");
        }

        if (unreadable > 0)
        {
            parts.Add($"{unreadable} {(unreadable == 1 ? "file" : "files")} could not be read");
        }

        var text = $"{tests} {(tests == 1 ? "test" : "tests")}: {string.Join(", ", parts)}";
        _output.WriteLine(parts.Count > 1 ? _paint.Bad(text) : _paint.Good(text));
    }

    private void WriteJUnit()
    {
        if (_values.Text("junit") is not { } path)
        {
            return;
        }

        try
        {
            using var file = File.Create(path);
            JUnitReport.Write(file, _files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"can't write '{path}': {exception.Message}");
        }
    }
}
