using SecSharp.Checking;
using SecSharp.Differential;
using SecSharp.Perl;

namespace SecSharp.Tests.Checking;

/// <summary>Each check has a page whose example has the fault, and whose remedy has it not.</summary>
public sealed class CheckPagesTests
{
    private static string Folder => Repository.Folder("docs/checks");

    public static TheoryData<string> Names() => [.. CheckTable.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_of_the_page_has_the_fault(string check)
    {
        var files = FilesIn(check, "## Example");

        Assert.NotEmpty(files);
        Assert.Contains(Check(files), finding => finding.Check == check);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_remedy_of_the_page_has_no_fault_at_all(string check)
    {
        var files = FilesIn(check, "## Remedy");

        Assert.NotEmpty(files);
        Assert.Empty(Check(files).Select(static finding => finding.Headline));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_is_named_in_the_list(string check) =>
        Assert.Contains($"[{check}]({check}.md)", File.ReadAllText(Path.Combine(Folder, "README.md")), StringComparison.Ordinal);

    [Fact]
    public void There_is_no_page_without_a_check() => Assert.Equal(
        CheckTable.Names.Order(StringComparer.Ordinal),
        Directory.GetFiles(Folder).Select(static path => Path.GetFileNameWithoutExtension(path)).Where(static name => name != "README").Order(StringComparer.Ordinal));

    private static IReadOnlyList<SecSharp.Configuration.Diagnostics.Diagnostic> Check(string[] files)
    {
        using var perl = new PerlRuntime();
        return Checked.All(new CheckOptions { Perl = perl }, files);
    }

    /// <summary>The blocks of code in a section: each is a rule file.</summary>
    private static string[] FilesIn(string check, string heading)
    {
        var text = File.ReadAllText(Path.Combine(Folder, check + ".md"));
        var section = text[text.IndexOf(heading, StringComparison.Ordinal)..];
        var end = section.IndexOf("\n## ", heading.Length, StringComparison.Ordinal);
        var parts = (end < 0 ? section : section[..end]).Split("```");
        return [.. parts.Where(static (_, index) => index % 2 == 1).Select(static part => part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..])];
    }
}
