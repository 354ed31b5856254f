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
        var classes = new int[256];
        var count = 1;
        foreach (var set in distinct)
        {
            // Each class is split into the bytes in the set and the others.
            var split = new Dictionary<(int, bool), int>();
            for (var value = 0; value < classes.Length; value++)
            {
                var key = (classes[value], set.Contains(value));
                if (!split.TryGetValue(key, out var number))
                {
                    split[key] = number = split.Count;
                }

                classes[value] = number;
            }

            count = split.Count;
        }

        var members = new List<int>(count);
        var seen = new bool[count];
        foreach (var value in Order.Where(value => !seen[classes[value]]))
        {
            seen[classes[value]] = true;
            members.Add(value);
        }

        return members;
    }

    /// <summary>A member of a set that is nice to read; -1 where it is empty.</summary>
    public static int Nicest(ByteSet set)
    {
        foreach (var value in Order)
        {
            if (set.Contains(value))
            {
                return value;
            }
        }

        return -1;
    }

    private static int[] Order { get; } = [.. Preferred.Select(static letter => (int)letter).Concat(Enumerable.Range(0, 256)).Distinct()];
}
