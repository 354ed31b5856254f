using System.Globalization;
using System.Text;
using SecSharp.Configuration;
using SecSharp.Differential;
using SecSharp.Perl;

namespace SecSharp.Tests.Configuration;

/// <summary>
/// Rule texts with the number of rules that the reference has loaded from each (verdicts.txt): what is valid here is what is
/// valid there.
/// </summary>
public sealed class VerdictTests
{
    private static readonly Lazy<(int Loaded, string Text)[]> _snippets = new(Read);

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, _snippets.Value.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void As_many_rules_load_as_under_the_reference(int number)
    {
        var (loaded, text) = _snippets.Value[number];
        using var perl = new PerlRuntime(PerlHosting.ChildProcess);
        var rules = RuleFileParser.Parse("a.sec", Encoding.Latin1.GetBytes(text), [], perl).Rules;

        Assert.True(rules.Length == loaded, $"{rules.Length} rules instead of {loaded} from:\n{text}");
    }

    private static (int Loaded, string Text)[] Read()
    {
        var text = "\n" + File.ReadAllText(Repository.Folder("tests/SecSharp.Tests/Configuration/verdicts.txt"), Encoding.Latin1);
        return
        [
            .. text.Split("\n%% loaded ").Skip(1).Select(static part =>
            {
                var end = part.IndexOf('\n', StringComparison.Ordinal);
                return (int.Parse(part[..end], CultureInfo.InvariantCulture), part[(end + 1)..] + "\n");
            }),
        ];
    }
}
