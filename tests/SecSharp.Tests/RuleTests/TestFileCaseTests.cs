using SecSharp.Differential;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.RuleTests;

/// <summary>
/// Test files (cases/*.toml) with what <c>sec test</c> says of them (cases/*.approved.txt).
/// </summary>
public sealed class TestFileCaseTests
{
    private static string Folder => Repository.Folder("tests/SecSharp.Tests/RuleTests/cases");

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folder, "*.toml").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_said_is_as_approved(string name)
    {
        string[] coverage = name.StartsWith("coverage", StringComparison.Ordinal) ? ["--coverage=yes"] : [];
        using var run = SecProcess.StartIn(Folder, ["test", "--verbose", .. coverage, name + ".toml"]);
        var status = run.WaitForExit();
        var actual = $"{run.Output}{run.Errors}status {status}\n";
        Approved.Check(Path.Combine(Folder, name + ".approved.txt"), actual, System.Text.Encoding.Latin1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Windows_line_endings_make_no_difference(string name)
    {
        var unix = Of(name, "\n");
        var windows = Of(name, "\r\n");

        Assert.Equal(unix, windows);
    }

    [Fact]
    public void Examples_pass_and_touch_all_of_their_rules()
    {
        using var run = SecProcess.StartIn(Repository.Folder("examples"), "test", "--coverage=yes", "tests");

        Assert.Equal(0, run.WaitForExit());
        Assert.Matches(@"^coverage: (\d+) of \1 rules have matched, (\d+) of \2 branches were taken\n(\d+) tests: \3 passed\n$", run.Output);
    }

    private static string[] Of(string name, string newline)
    {
        var path = Path.Combine(Folder, name + ".toml");
        var bytes = System.Text.Encoding.Latin1.GetBytes(File.ReadAllText(path, System.Text.Encoding.Latin1).ReplaceLineEndings(newline));
        var file = SecSharp.RuleTests.Reading.RuleTestReader.Read(path, bytes);
        return [.. file.Findings.Select(static finding => finding.Headline), .. file.Tests.SelectMany(static located => Outputs(located.Test))];
    }

    private static IEnumerable<string> Outputs(SecSharp.RuleTests.RuleTest test) =>
        [
            test.Name,
            .. (test.Expected?.Outputs ?? []).Select(static output => $"{output.Time} {output.Text}"),
            .. test.Inputs.SelectMany(static input => input.Events).Select(static entry => $"{entry.Time} {entry.Line}"),
            .. test.Inputs.SelectMany(static input => input.Log?.Lines ?? []).Select(static line => line.ToString()),
        ];
}
