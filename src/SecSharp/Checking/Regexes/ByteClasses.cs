using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Regexes;

/// <summary>Bytes that an automaton can't tell apart.</summary>
internal static class ByteClasses
{
    /// <summary>Bytes that are nice to read, best first.</summary>
    private const string Preferred = "1a0xbcdefghijklmnopqrstuvwyz23456789ABCDEFGHIJKLMNOPQRSTUVWXYZ. :-_/[]()=,;@!#'\"\t";

    /// <summary>One byte of each class: of bytes that are in the same sets.</summary>
    public static IReadOnlyList<int> Of(IEnumerable<ByteSet> sets)
    {
        var distinct = sets.Append(default(ByteSet).With('\n')).Distinct().ToArray();
        var seen = new HashSet<string>();
        var members = new List<int>();
        foreach (var value in Order)
        {
            if (seen.Add(string.Concat(distinct.Select(set => set.Contains(value) ? '1' : '0'))))
            {
                members.Add(value);
            }
        }

        return members;
    }

    /// <summary>A member of a set that is nice to read; -1 where it is empty.</summary>
    public static int Nicest(ByteSet set) => Order.Where(set.Contains).DefaultIfEmpty(-1).First();

    private static IEnumerable<int> Order => Preferred.Select(static letter => (int)letter).Concat(Enumerable.Range(0, 256)).Distinct();
}
