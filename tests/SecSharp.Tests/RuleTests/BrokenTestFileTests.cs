using SecSharp.Differential;
using SecSharp.RuleTests.Reading;

namespace SecSharp.Tests.RuleTests;

/// <summary>Whatever stands in a test file, reading it ends with tests or with findings.</summary>
public sealed class BrokenTestFileTests
{
    [Fact]
    public void Any_change_of_a_test_file_is_read_or_reported()
    {
        var folder = Repository.Folder("tests/SecSharp.Tests/RuleTests/cases");
        var sources = Directory.GetFiles(folder, "*.toml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        var random = new Random(4711);
        var path = Path.Combine(folder, "t.toml");
        for (var round = 0; round < 5000; round++)
        {
            var bytes = Change([.. sources[random.Next(sources.Length)]], random, sources);
            var file = RuleTestReader.Read(path, bytes);

            Assert.True(file.Findings.Count > 0 != file.Tests.Length > 0, System.Text.Encoding.Latin1.GetString(bytes));
            Assert.All(file.Findings, static finding => Assert.NotEmpty(finding.ToString()));
        }
    }

    private static byte[] Change(List<byte> bytes, Random random, byte[][] sources)
    {
        for (var change = random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.Insert(at, "'\"[]{}=.,#\n\\+*|"u8[random.Next(15)]);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                default:
                    var other = sources[random.Next(sources.Length)];
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other[from..Math.Min(other.Length, from + 40)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
