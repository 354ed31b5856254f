using System.Numerics;
using System.Runtime.CompilerServices;

namespace SecSharp.Patterns.Prefilter;

/// <summary>
/// Finds literals by their n-grams. A line is looked at in strides: of every literal as many n-grams are known as a stride
/// is long, so that one of them is met wherever the literal stands. Letters are folded by setting one bit, which lets
/// through a little too much; the whole literal is compared in the end.
/// </summary>
internal sealed unsafe class NgramTable
{
    private const uint Fold = 0x20202020;
    private const uint Multiplier = 0x9E3779B1;
    private const int BitsPerGram = 16;
    private const int FewestBits = 12;
    private const int MostBits = 18;
    private const int Alignment = 256;
    private const int HighestWeight = 24;

    private readonly int _length;
    private readonly int _stride;
    private readonly uint _mask;
    private readonly byte[] _bitmapMemory;
    private readonly byte* _bitmap;
    private readonly int _shift;
    private readonly int _slotShift;
    private readonly uint[] _grams;
    private readonly int[] _heads;
    private readonly List<Entry> _entries = [];
    private readonly Literal[] _literals;

    /// <param name="literals">All literals of the scanner.</param>
    /// <param name="members">Which of them this table finds; none is shorter than <paramref name="length"/> + <paramref name="stride"/> - 1.</param>
    /// <param name="length">Length of the n-grams, 2 to 4.</param>
    /// <param name="stride">Bytes from one look at the line to the next.</param>
    public NgramTable(Literal[] literals, IReadOnlyList<int> members, int length, int stride)
    {
        _literals = literals;
        _length = length;
        _stride = stride;
        _mask = length == 4 ? uint.MaxValue : (1u << (8 * length)) - 1;
        var grams = Math.Max(1, members.Count * stride);
        var bits = Math.Clamp(BitOperations.Log2((uint)grams * BitsPerGram) + 1, FewestBits, MostBits);
        _shift = 32 - bits;
        _bitmapMemory = GC.AllocateArray<byte>((1 << (bits - 3)) + Alignment, pinned: true);
        var start = (nuint)(nint)Unsafe.AsPointer(ref _bitmapMemory[0]);
        _bitmap = (byte*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
        var slotBits = BitOperations.Log2((uint)grams * 2) + 1;
        _slotShift = 32 - slotBits;
        _grams = new uint[1 << slotBits];
        _heads = new int[1 << slotBits];
        Array.Fill(_heads, -1);
        foreach (var member in members)
        {
            Add(member);
        }
    }

    /// <summary>Adds to <paramref name="found"/> every literal that stands in the line.</summary>
    public void Scan(ReadOnlySpan<byte> line, LiteralHits found)
    {
        // Hot path.
        if (line.Length < _length)
        {
            return;
        }

        fixed (byte* text = line)
        {
            var bitmap = _bitmap;
            var shift = _shift;
            var mask = _mask;
            var stride = _stride;
            var at = 0;
            for (var end = line.Length - 4; at <= end; at += stride)
            {
                var gram = (Unsafe.ReadUnaligned<uint>(text + at) | Fold) & mask;
                var hash = gram * Multiplier >> shift;
                if ((bitmap[hash >> 3] >> (int)(hash & 7) & 1) != 0)
                {
                    Probe(gram, line, at, found);
                }
            }

            for (; at <= line.Length - _length; at += stride)
            {
                var gram = Tail(text + at, line.Length - at) & mask;
                var hash = gram * Multiplier >> shift;
                if ((bitmap[hash >> 3] >> (int)(hash & 7) & 1) != 0)
                {
                    Probe(gram, line, at, found);
                }
            }
        }
    }

    private static uint Tail(byte* text, int length)
    {
        uint gram = 0;
        for (var index = Math.Min(length, 4) - 1; index >= 0; index--)
        {
            gram = (gram << 8) | text[index];
        }

        return gram | Fold;
    }

    private void Probe(uint gram, ReadOnlySpan<byte> line, int at, LiteralHits found)
    {
        for (var slot = gram * Multiplier >> _slotShift; _heads[slot] >= 0; slot = (slot + 1) & (uint)(_heads.Length - 1))
        {
            if (_grams[slot] != gram)
            {
                continue;
            }

            for (var index = _heads[slot]; index >= 0; index = _entries[index].Next)
            {
                var entry = _entries[index];
                if (at >= entry.Offset && !found.Contains(entry.Literal) && _literals[entry.Literal].IsPrefixOf(line[(at - entry.Offset)..]))
                {
                    found.Add(entry.Literal);
                }
            }

            return;
        }
    }

    private void Add(int literal)
    {
        var bytes = _literals[literal].Bytes.Span;
        var start = BestStart(bytes);
        for (var offset = start; offset < start + _stride; offset++)
        {
            uint gram = 0;
            for (var index = _length - 1; index >= 0; index--)
            {
                gram = (gram << 8) | bytes[offset + index];
            }

            gram = (gram | Fold) & _mask;
            var hash = gram * Multiplier >> _shift;
            _bitmap[hash >> 3] |= (byte)(1 << (int)(hash & 7));
            var slot = gram * Multiplier >> _slotShift;
            while (_heads[slot] >= 0 && _grams[slot] != gram)
            {
                slot = (slot + 1) & (uint)(_heads.Length - 1);
            }

            _entries.Add(new Entry(literal, offset, _heads[slot]));
            _grams[slot] = gram;
            _heads[slot] = _entries.Count - 1;
        }
    }

    /// <summary>Where in the literal its least common n-grams begin.</summary>
    private int BestStart(ReadOnlySpan<byte> bytes)
    {
        var starts = bytes.Length - _length - _stride + 2;
        var offsets = starts + _stride - 1;
        Span<long> commonness = offsets <= 256 ? stackalloc long[offsets] : new long[offsets];
        for (var offset = 0; offset < offsets; offset++)
        {
            commonness[offset] = 1L << Math.Max(0, HighestWeight - LiteralWeight.Of(bytes.Slice(offset, _length)));
        }

        var best = 0;
        var least = long.MaxValue;
        for (var start = 0; start < starts; start++)
        {
            long sum = 0;
            foreach (var one in commonness.Slice(start, _stride))
            {
                sum += one;
            }

            if (sum < least)
            {
                (best, least) = (start, sum);
            }
        }

        return best;
    }

    private readonly record struct Entry(int Literal, int Offset, int Next);
}
