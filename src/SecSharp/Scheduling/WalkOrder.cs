using System.Numerics;

namespace SecSharp.Scheduling;

/// <summary>
/// The order in which a walk through a Perl hash meets its keys, for the entries of a table. The reference walks its hashes
/// of operations and contexts, so what acts in the same second, or on the same line, acts in this order. With its hash seed
/// random, no order is the right one; that of PERL_HASH_SEED=1 and PERL_PERTURB_KEYS=0 is as good as any other, does not
/// change from run to run, and makes outputs of the reference comparable that were recorded under these settings.
/// </summary>
/// <remarks>
/// <para>
/// A Perl hash is an array of chains, walked from head to tail. A new key becomes the head of its chain. An insertion into
/// a chain that has keys doubles the array when there are two keys to three chains: each chain is split by one more bit of
/// the hash, and the keys that move are put, one by one, at the head of their new chain, so that their order turns round.
/// The array never shrinks.
/// </para>
/// <para>
/// Hence the places of two keys follow from their hashes, the order of their insertion, and when the array has grown: nothing
/// is kept for a key, and hashes are computed when an order is asked for and when the array is about to grow.
/// </para>
/// </remarks>
/// <param name="entries">Lists the entries of the table.</param>
internal sealed class WalkOrder(Func<IEnumerable<TimedItem>> entries)
{
    private const int SmallestSize = 8;

    /// <summary>Beyond this size, the array grows without a look at the chain: the next key or the one after would make it grow.</summary>
    private const int LargestExactSize = 4096;

    /// <summary>What a walk adds to the numbers of chains, bit by bit; follows from the seed.</summary>
    private const uint WalkBits = 0xbe49d16f;

    private readonly ByteBuilder _id = new(0);
    private readonly List<long> _growths = [];
    private readonly List<Place> _places = [];
    private int _count;
    private uint _size = SmallestSize;

    /// <summary>Lengths of the chains, while the array is to grow at the next insertion into one that has keys; or null.</summary>
    private int[]? _lengths;

    /// <summary>How often the array has grown.</summary>
    public int Growths => _growths.Count;

    /// <summary>Entries in the order of a walk through a hash that has got them one after the other and has lost none.</summary>
    public static List<T> Walk<T>(IEnumerable<T> entries)
        where T : TimedItem
    {
        var list = new List<T>();
        var order = new WalkOrder(() => list);
        foreach (var entry in entries)
        {
            list.Add(entry);
            order.Added(entry);
        }

        order.Sort(list);
        return list;
    }

    /// <summary>To be called when the table has got an entry, with <see cref="TimedItem.Sequence"/> set.</summary>
    public void Added(TimedItem entry)
    {
        // Hot path.
        _count++;
        if (_lengths is not null || _count + (_count >> 1) >= _size)
        {
            GrowIfMet(entry);
        }
    }

    /// <summary>To be called when the table has lost an entry.</summary>
    public void Removed(TimedItem entry)
    {
        // Hot path.
        _count--;
        if (_lengths is not null)
        {
            _lengths[Chain(entry)]--;
        }
    }

    /// <summary>Puts entries of the table in order.</summary>
    public void Sort<T>(List<T> list)
        where T : TimedItem
    {
        if (list.Count < 2)
        {
            return;
        }

        foreach (var entry in list)
        {
            _places.Add(PlaceOf(entry));
        }

        _places.Sort(Compare);
        for (var index = 0; index < list.Count; index++)
        {
            list[index] = (T)_places[index].Entry;
        }

        _places.Clear();
    }

    /// <summary>What <see cref="Compare"/> needs to know of an entry; holds for its life in the table.</summary>
    public Place PlaceOf(TimedItem entry) => new(Hash(entry), entry);

    /// <summary>Compares two entries by the present order.</summary>
    public int Compare(Place left, Place right)
    {
        var mask = _size - 1;
        var chains = ((left.Hash ^ WalkBits) & mask).CompareTo((right.Hash ^ WalkBits) & mask);
        if (chains != 0)
        {
            return chains;
        }

        // Newest first; turned round each time that the two have moved together.
        var newer = right.Entry.Sequence.CompareTo(left.Entry.Sequence);
        var sizeThen = SizeAt(Math.Max(left.Entry.Sequence, right.Entry.Sequence));
        return int.IsOddInteger(BitOperations.PopCount(left.Hash & (_size - sizeThen))) ? -newer : newer;
    }

    private void GrowIfMet(TimedItem entry)
    {
        if (_size <= LargestExactSize)
        {
            if (_lengths is null)
            {
                _lengths = new int[_size];
                foreach (var other in entries())
                {
                    _lengths[Chain(other)]++;
                }
            }
            else
            {
                _lengths[Chain(entry)]++;
            }

            if (_count + (_count >> 1) < _size || _lengths[Chain(entry)] < 2)
            {
                return;
            }
        }

        _lengths = null;
        _growths.Add(entry.Sequence);
        _size *= 2;
    }

    /// <summary>Size of the array right after the insertion of an entry, before it grew by that.</summary>
    private uint SizeAt(long sequence)
    {
        var size = (uint)SmallestSize;
        foreach (var growth in _growths)
        {
            if (growth >= sequence)
            {
                break;
            }

            size *= 2;
        }

        return size;
    }

    private uint Chain(TimedItem entry) => Hash(entry) & (_size - 1);

    private uint Hash(TimedItem entry)
    {
        _id.Clear();
        entry.WriteId(_id);
        return PerlHash.Of(_id.Span);
    }

    /// <summary>An entry and the hash of its id.</summary>
    public readonly record struct Place(uint Hash, TimedItem Entry);
}
