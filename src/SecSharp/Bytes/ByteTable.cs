using System.Runtime.CompilerServices;

namespace SecSharp;

/// <summary>An entry of a <see cref="ByteTable{T}"/>.</summary>
internal abstract class ByteKeyed(byte[] key)
{
    /// <summary>The key; not to be changed.</summary>
    public byte[] Key { get; } = key;
}

/// <summary>
/// A hash table of entries keyed by bytes. Look-ups take a span and allocate nothing. Hashes are kept beside the
/// references, so that with many entries a look-up touches no memory but a slot, the entry and its key.
/// </summary>
/// <typeparam name="T">Entry type.</typeparam>
internal sealed class ByteTable<T>
    where T : ByteKeyed
{
    private Slot[] _slots = [];

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The entry with the given key, or null.</summary>
    public T? Find(ReadOnlySpan<byte> key)
    {
        // Hot path.
        if (Count == 0)
        {
            return null;
        }

        var slots = _slots;
        var hash = ByteHash.Of(key);
        for (var index = hash & (slots.Length - 1); slots[index].Entry is { } entry; index = (index + 1) & (slots.Length - 1))
        {
            if (slots[index].Hash == hash && key.SequenceEqual(entry.Key))
            {
                return Unsafe.As<T>(entry);
            }
        }

        return null;
    }

    /// <summary>Adds an entry whose key the table does not hold.</summary>
    public void Add(T entry)
    {
        if (5 * (Count + 1) > 4 * _slots.Length)
        {
            Resize(Math.Max(4, _slots.Length * 2));
        }

        Put(entry, ByteHash.Of(entry.Key));
        Count++;
    }

    /// <summary>Removes an entry; false when the table does not hold it.</summary>
    public bool Remove(T entry)
    {
        if (Count == 0)
        {
            return false;
        }

        var mask = _slots.Length - 1;
        for (var index = ByteHash.Of(entry.Key) & mask; _slots[index].Entry is { } current; index = (index + 1) & mask)
        {
            if (ReferenceEquals(current, entry))
            {
                CloseGap(index);
                Count--;
                return true;
            }
        }

        return false;
    }

    /// <summary>All entries, in no order; the table must not change meanwhile.</summary>
    public IEnumerable<T> Entries()
    {
        foreach (var slot in _slots)
        {
            if (slot.Entry is { } entry)
            {
                yield return (T)entry;
            }
        }
    }

    public void Clear()
    {
        _slots = [];
        Count = 0;
    }

    /// <summary>Moves entries behind an emptied slot forward, as far as they have missed their own.</summary>
    private void CloseGap(int gap)
    {
        var mask = _slots.Length - 1;
        for (var index = (gap + 1) & mask; _slots[index].Entry is not null; index = (index + 1) & mask)
        {
            if (((index - _slots[index].Hash) & mask) >= ((index - gap) & mask))
            {
                _slots[gap] = _slots[index];
                gap = index;
            }
        }

        _slots[gap] = default;
    }

    private void Put(ByteKeyed entry, int hash)
    {
        var mask = _slots.Length - 1;
        var index = hash & mask;
        while (_slots[index].Entry is not null)
        {
            index = (index + 1) & mask;
        }

        _slots[index] = new Slot(hash, entry);
    }

    private void Resize(int size)
    {
        var old = _slots;
        _slots = new Slot[size];
        foreach (var slot in old)
        {
            if (slot.Entry is { } entry)
            {
                Put(entry, slot.Hash);
            }
        }
    }

    private readonly record struct Slot(int Hash, ByteKeyed? Entry);
}
