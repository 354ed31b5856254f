using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SecSharp.Correlation;

/// <summary>
/// A hash table of operations by an n-gram, chained through the operations themselves, with a bitmap before it that says
/// no to nearly all n-grams of unrelated lines.
/// </summary>
internal sealed class PairGramTable(int length)
{
    private const ulong Fold = 0x2020202020202020;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const int SmallestBits = 6;
    private const int LargestBits = 26;

    /// <summary>A bitmap of 32 KiB is spared no bits; a larger one has 32 for each bucket.</summary>
    private const int BitmapFactorBits = 5;
    private const int SmallestBitmapBits = 18;

    private PairOperation?[] _buckets = new PairOperation?[1 << SmallestBits];
    private ulong[] _bitmap = new ulong[1 << (SmallestBitmapBits - 6)];
    private int _bits = SmallestBits;
    private int _stale;

    /// <summary>Length of the n-grams, 4 or 8.</summary>
    public int Length => length;

    public int Count { get; private set; }

    private int BitmapBits => Math.Min(32, Math.Max(SmallestBitmapBits, _bits + BitmapFactorBits));

    /// <summary>Adds an operation under the n-gram that fewest others have, of those at the given places.</summary>
    public void Add(PairOperation operation, ReadOnlySpan<byte> literal, ReadOnlySpan<int> starts)
    {
        if (++Count > _buckets.Length && _bits < LargestBits)
        {
            Rebuild(_bits + 1);
        }

        var fewest = int.MaxValue;
        foreach (var start in starts)
        {
            ref var gram = ref Unsafe.AsRef(in literal[Math.Min(start, literal.Length - length)]);
            var hash = length == 8 ? HashOfEight(ref gram) : HashOfFour(ref gram);
            var others = CountOf(hash);
            if (others < fewest)
            {
                (fewest, operation.GramHash) = (others, hash);
            }
        }

        operation.GramLength = (byte)length;
        Insert(operation);
    }

    public void Remove(PairOperation operation)
    {
        if (operation.PreviousInGram is { } previous)
        {
            previous.NextInGram = operation.NextInGram;
        }
        else
        {
            _buckets[operation.GramHash >> (32 - _bits)] = operation.NextInGram;
        }

        if (operation.NextInGram is { } next)
        {
            next.PreviousInGram = operation.PreviousInGram;
        }

        operation.NextInGram = operation.PreviousInGram = null;
        operation.GramLength = 0;
        Count--;
        if (++_stale > _buckets.Length)
        {
            Rebuild(Math.Clamp(BitOperations.Log2((uint)Count + 1) + 1, SmallestBits, LargestBits));
        }
    }

    /// <summary>Offers the line to every operation whose n-gram stands in it.</summary>
    public void Scan(ReadOnlySpan<byte> line)
    {
        // Hot path.
        ref var text = ref MemoryMarshal.GetReference(line);
        var bitmap = _bitmap;
        var shift = 32 - BitmapBits;
        for (var at = 0; at <= line.Length - length; at++)
        {
            ref var gram = ref Unsafe.Add(ref text, at);
            var hash = length == 8 ? HashOfEight(ref gram) : HashOfFour(ref gram);
            var bit = hash >> shift;
            if ((bitmap[bit >> 6] >> (int)bit & 1) != 0)
            {
                Probe(hash, line);
            }
        }
    }

    private void Probe(uint hash, ReadOnlySpan<byte> line)
    {
        for (var operation = _buckets[hash >> (32 - _bits)]; operation is not null; operation = operation.NextInGram)
        {
            if (operation.GramHash == hash)
            {
                operation.PairRule.Candidates!.Check(operation, line);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOfEight(ref byte text) => (uint)(((Unsafe.ReadUnaligned<ulong>(ref text) | Fold) * Multiplier) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOfFour(ref byte text) => (uint)(((Unsafe.ReadUnaligned<uint>(ref text) | Fold) * Multiplier) >> 32);

    /// <summary>How many operations have an n-gram; many are not counted exactly.</summary>
    private int CountOf(uint hash)
    {
        const int Enough = 64;
        var count = 0;
        for (var operation = _buckets[hash >> (32 - _bits)]; operation is not null && count < Enough; operation = operation.NextInGram)
        {
            count += operation.GramHash == hash ? 1 : 0;
        }

        return count;
    }

    private void Insert(PairOperation operation)
    {
        ref var bucket = ref _buckets[operation.GramHash >> (32 - _bits)];
        operation.PreviousInGram = null;
        operation.NextInGram = bucket;
        if (bucket is not null)
        {
            bucket.PreviousInGram = operation;
        }

        bucket = operation;
        var bit = operation.GramHash >> (32 - BitmapBits);
        _bitmap[bit >> 6] |= 1UL << (int)bit;
    }

    private void Rebuild(int bits)
    {
        var old = _buckets;
        _bits = bits;
        _stale = 0;
        _buckets = new PairOperation?[1 << bits];
        _bitmap = new ulong[1 << (BitmapBits - 6)];
        foreach (var chain in old)
        {
            for (var operation = chain; operation is not null;)
            {
                var next = operation.NextInGram;
                Insert(operation);
                operation = next;
            }
        }
    }
}
