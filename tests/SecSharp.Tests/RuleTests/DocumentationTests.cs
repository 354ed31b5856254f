using SecSharp.Differential;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.RuleTests;

/// <summary>What docs/rule-tests.md shows is what happens.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Repository.Folder("docs/rule-tests.md"));

    [Fact]
    public void The_first_test_passes_and_fails_as_shown()
    {
        using var folder = new TemporaryFolder();
        folder.Write("logins.sec", HereDocument("logins.sec"));
        folder.Write("logins.toml", HereDocument("logins.toml"));

        Assert.Equal("2 tests: 2 passed\n", Run(folder));

        folder.Write("logins.sec", HereDocument("logins.sec").Replace("thresh=3", "thresh=2", StringComparison.Ordinal));
        var start = Page.IndexOf("FAILED logins", StringComparison.Ordinal);
        Assert.Equal(Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)], Run(folder));
    }

    private static string HereDocument(string name)
    {
        var start = Page.IndexOf($"cat > {name} <<'END'\n", StringComparison.Ordinal);
        var text = Page[(Page.IndexOf('\n', start) + 1)..];
        return text[..(text.IndexOf("\nEND\n", StringComparison.Ordinal) + 1)];
    }

    private static string Run(TemporaryFolder folder)
    {
        using var run = SecProcess.Start(folder, "test", "logins.toml");
        run.WaitForExit();
        return run.Output;
    }
}
