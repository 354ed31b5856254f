namespace SecSharp;

/// <summary>An entry of a <see cref="ByteTable{T}"/>: the table's chain runs through the entries themselves.</summary>
internal abstract class ByteKeyed(byte[] key)
{
    /// <summary>The key; not to be changed.</summary>
    public byte[] Key { get; } = key;

    internal int Hash { get; set; }

    internal ByteKeyed? NextInBucket { get; set; }
}

/// <summary>
/// A hash table of entries keyed by bytes. Look-ups take a span and allocate nothing; an entry costs one reference
/// besides itself. The hash is seeded per process, so that no input can be made to collide.
/// </summary>
/// <typeparam name="T">Entry type.</typeparam>
internal sealed class ByteTable<T>
    where T : ByteKeyed
{
    private ByteKeyed?[] _buckets = [];

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The entry with the given key, or null.</summary>
    public T? Find(ReadOnlySpan<byte> key)
    {
        if (Count == 0)
        {
            return null;
        }

        var hash = ByteHash.Of(key);
        for (var entry = _buckets[hash & (_buckets.Length - 1)]; entry is not null; entry = entry.NextInBucket)
        {
            if (entry.Hash == hash && key.SequenceEqual(entry.Key))
            {
                return (T)entry;
            }
        }

        return null;
    }

    /// <summary>Adds an entry whose key the table does not hold.</summary>
    public void Add(T entry)
    {
        if (Count >= _buckets.Length)
        {
            Resize(Math.Max(4, _buckets.Length * 2));
        }

        entry.Hash = ByteHash.Of(entry.Key);
        ref var bucket = ref _buckets[entry.Hash & (_buckets.Length - 1)];
        entry.NextInBucket = bucket;
        bucket = entry;
        Count++;
    }

    /// <summary>Removes an entry; false when the table does not hold it.</summary>
    public bool Remove(T entry)
    {
        if (Count == 0)
        {
            return false;
        }

        ref var bucket = ref _buckets[entry.Hash & (_buckets.Length - 1)];
        ByteKeyed? previous = null;
        for (var current = bucket; current is not null; previous = current, current = current.NextInBucket)
        {
            if (ReferenceEquals(current, entry))
            {
                if (previous is null)
                {
                    bucket = entry.NextInBucket;
                }
                else
                {
                    previous.NextInBucket = entry.NextInBucket;
                }

                entry.NextInBucket = null;
                Count--;
                return true;
            }
        }

        return false;
    }

    /// <summary>All entries, in no order; the table must not change meanwhile.</summary>
    public IEnumerable<T> Entries()
    {
        foreach (var bucket in _buckets)
        {
            for (var entry = bucket; entry is not null; entry = entry.NextInBucket)
            {
                yield return (T)entry;
            }
        }
    }

    public void Clear()
    {
        _buckets = [];
        Count = 0;
    }

    private void Resize(int size)
    {
        var old = _buckets;
        _buckets = new ByteKeyed?[size];
        foreach (var chain in old)
        {
            for (var entry = chain; entry is not null;)
            {
                var next = entry.NextInBucket;
                ref var bucket = ref _buckets[entry.Hash & (size - 1)];
                entry.NextInBucket = bucket;
                bucket = entry;
                entry = next;
            }
        }
    }
}
