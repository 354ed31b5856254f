using System.Text;
using SecSharp.Differential;
using SecSharp.Differential.Running;
using SecSharp.Perl;

namespace SecSharp.Tests.Perl;

/// <summary>The behaviour cases with Perl in them, with each host.</summary>
public sealed class PerlCaseTests
{
    private static string Folder => Repository.Folder("tests/behaviour");

    public static IEnumerable<TheoryDataRow<string, PerlHosting>> Cases() =>
        from path in Directory.EnumerateFiles(Folder, "*perl-*.case")
        from hosting in new[] { PerlHosting.Embedded, PerlHosting.ChildProcess }
        orderby path, hosting
        select new TheoryDataRow<string, PerlHosting>(Path.GetFileName(path), hosting);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_writes_what_the_reference_wrote(string file, PerlHosting hosting)
    {
        var which = Case.Parse(File.ReadAllText(Path.Combine(Folder, file), Encoding.Latin1), out var expected);
        Assert.Equal(expected, Replayed.Run(which, hosting: hosting).Output);
    }
}
