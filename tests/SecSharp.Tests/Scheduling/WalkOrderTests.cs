using System.Globalization;
using System.Text;
using SecSharp.Scheduling;

namespace SecSharp.Tests.Scheduling;

public sealed class WalkOrderTests
{
    /// <summary>
    /// Keys come and go by a generator that is easy to have in Perl too. Expected: what <c>keys</c> returned under
    /// PERL_HASH_SEED=1 PERL_PERTURB_KEYS=0, Perl 5.36 on a 64-bit machine.
    /// </summary>
    [Theory]
    [InlineData(1, 12, 40, "10 5 2 3")]
    [InlineData(2, 40, 150, "21 18 10 14 28 39 8 15 16 13 23 36 32 2 6 29 27 19")]
    [InlineData(3, 70, 500, "60 21 14 24 28 43 52 8 26 15 62 16 50 49 63 35 44 59 6 1 34 30 27 5 69 45 53 42")]
    [InlineData(9, 90, 100, "21 64 83 10 4 0 37 11 39 52 15 22 66 7 47 35 72 80 84 23 75 81 44 6 41 57 1 30 38 27 31 17 86 46")]
    public void Entries_are_in_the_order_in_which_Perl_walks_a_hash(uint seed, uint keys, int changes, string expected)
    {
        var entries = new Dictionary<uint, Entry>();
        var order = new WalkOrder(() => entries.Values);
        var state = seed;
        for (var change = 0; change < changes; change++)
        {
            state = unchecked((state * 1103515245) + 12345) & 0x7fffffff;
            var key = (state >> 16) % keys;
            if (entries.Remove(key, out var entry))
            {
                order.Removed(entry);
            }
            else
            {
                entry = new Entry(key) { Sequence = change };
                entries.Add(key, entry);
                order.Added(entry);
            }
        }

        var list = entries.Values.ToList();
        order.Sort(list);
        Assert.Equal(expected, string.Join(' ', list.Select(static entry => entry.Number)));
    }

    [Fact]
    public void A_table_of_many_entries_has_an_order_that_does_not_change()
    {
        var entries = Enumerable.Range(0, 20_000).Select(static number => new Entry((uint)number) { Sequence = number }).ToList();
        var known = new List<Entry>();
        var order = new WalkOrder(() => known);
        foreach (var entry in entries)
        {
            known.Add(entry);
            order.Added(entry);
        }

        var turned = entries.AsEnumerable().Reverse().ToList();
        order.Sort(entries);
        order.Sort(turned);
        Assert.Equal(entries, turned);
        Assert.Equal(12, order.Growths);
    }

    private sealed class Entry(uint number) : TimedItem(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"key {number}")))
    {
        public uint Number => number;
    }
}
