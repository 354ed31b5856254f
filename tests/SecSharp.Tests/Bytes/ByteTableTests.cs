using System.Globalization;
using System.Text;

namespace SecSharp.Tests.Bytes;

public sealed class ByteTableTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 100)]
    [InlineData(3, 5000)]
    public void A_table_holds_what_a_dictionary_would(int seed, int keys)
    {
        var random = new Random(seed);
        var table = new ByteTable<Entry>();
        var expected = new Dictionary<string, Entry>();
        for (var count = 0; count < 40_000; count++)
        {
            var key = random.Next(keys).ToString(CultureInfo.InvariantCulture);
            var bytes = Encoding.ASCII.GetBytes(key);
            Assert.Same(expected.GetValueOrDefault(key), table.Find(bytes));
            if (expected.Remove(key, out var entry))
            {
                Assert.True(table.Remove(entry));
                Assert.False(table.Remove(entry));
            }
            else
            {
                expected[key] = new Entry(bytes);
                table.Add(expected[key]);
            }

            Assert.Equal(expected.Count, table.Count);
        }

        Assert.Equal(expected.Values.ToHashSet(), table.Entries().ToHashSet());
        table.Clear();
        Assert.Null(table.Find("1"u8));
    }

    private sealed class Entry(byte[] key) : ByteKeyed(key);
}
