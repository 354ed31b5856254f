using System.Text;
using SecSharp.Differential;
using SecSharp.Differential.Running;

namespace SecSharp.Tests.Reference;

/// <summary>The recorded cases of tests/behaviour, but for those with Perl code.</summary>
public sealed class BehaviourCaseTests
{
    private static string Folder => Repository.Folder("tests/behaviour");

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Folder, "*.case").Select(static path => Path.GetFileNameWithoutExtension(path))
            .Where(static name => !name.StartsWith("perl-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_writes_what_the_reference_wrote(string name)
    {
        var which = Case.Parse(File.ReadAllText(Path.Combine(Folder, name + ".case"), Encoding.Latin1), out var expected);
        Assert.Equal(expected, Replayed.Run(which).Output);
    }
}
