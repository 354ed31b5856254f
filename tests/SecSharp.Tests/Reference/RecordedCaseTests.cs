using System.Text.Json;
using SecSharp.Differential;
using SecSharp.Differential.Running;

namespace SecSharp.Tests.Reference;

/// <summary>The cases that SEC 2.9.4 has recorded, in a folder beside the repository that not every clone has.</summary>
public sealed class RecordedCaseTests
{
    private static string Folder => Path.GetFullPath(Repository.Folder("../shared/conformance"));

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var file in new[] { "core.jsonl", "multiline.jsonl", "perl.jsonl" })
        {
            var path = Path.Combine(Folder, file);
            var count = File.Exists(path) ? File.ReadLines(path).Count() : 1;
            for (var number = 0; number < count; number++)
            {
                cases.Add(file, number);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_recorded_case_gives_the_recorded_output(string file, int number)
    {
        var path = Path.Combine(Folder, file);
        Assert.SkipUnless(File.Exists(path), $"{path} is missing: the recorded cases are no part of the repository.");
        using var line = JsonDocument.Parse(File.ReadLines(path).ElementAt(number));
        var recorded = line.RootElement;
        var files = recorded.GetProperty("files").EnumerateObject().Select(static rules => new RuleFileText(rules.Name, rules.Value.GetString()!));
        var which = new Case(
            [.. recorded.GetProperty("options").EnumerateArray().Select(static option => option.GetString()!)],
            [.. files.OrderBy(static rules => rules.Name, StringComparer.Ordinal)],
            [.. recorded.GetProperty("trace").GetString()!.TrimEnd('\n').Split('\n')]);
        var expected = recorded.GetProperty("expected").GetString()!;
        Assert.Equal(expected, Replayed.Run(which).Output);
    }
}
