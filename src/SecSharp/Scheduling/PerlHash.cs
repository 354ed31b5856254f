using System.Buffers.Binary;
using System.Numerics;

namespace SecSharp.Scheduling;

/// <summary>
/// The hash that Perl 5.36 gives the keys of its hashes with PERL_HASH_SEED=1: tabulation by position for keys of up to 24
/// bytes, SipHash-1-3 folded to 32 bits for longer ones.
/// </summary>
internal static class PerlHash
{
    private const int LongestTabulated = 24;

    /// <summary>PERL_HASH_SEED is hexadecimal, padded with zeros: byte 0x10, then zeros.</summary>
    private const ulong SipKey = 0x10;

    /// <summary>The other half of the seed, which is zero, is that of the tabulation: its generator starts at a constant.</summary>
    private static readonly uint[] _table = Tabulate();

    /// <summary>Hash of <paramref name="key"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> key)
    {
        if (key.Length > LongestTabulated)
        {
            var sum = Sip(key);
            return (uint)(sum ^ (sum >> 32));
        }

        var hash = _table[LongestTabulated * 256];
        for (var index = 0; index < key.Length; index++)
        {
            hash ^= _table[(index * 256) + key[index]];
        }

        return hash;
    }

    private static ulong Sip(ReadOnlySpan<byte> key)
    {
        var v0 = SipKey ^ 0x736f6d6570736575;
        var v1 = 0x646f72616e646f6dUL;
        var v2 = SipKey ^ 0x6c7967656e657261;
        var v3 = 0x7465646279746573UL;
        var last = (ulong)key.Length << 56;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
        {
            Compress(BinaryPrimitives.ReadUInt64LittleEndian(key));
        }

        for (var index = 0; index < key.Length; index++)
        {
            last |= (ulong)key[index] << (8 * index);
        }

        Compress(last);
        v2 ^= 0xff;
        Round();
        Round();
        Round();
        return v0 ^ v1 ^ v2 ^ v3;

        void Compress(ulong word)
        {
            v3 ^= word;
            Round();
            v0 ^= word;
        }

        void Round()
        {
            v0 += v1;
            v2 += v3;
            v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
            v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
            v0 = BitOperations.RotateLeft(v0, 32) + v3;
            v2 += v1;
            v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
            v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
            v2 = BitOperations.RotateLeft(v2, 32);
        }
    }

    /// <summary>256 numbers for each position of a key, and one more to begin with, from a xorshift generator.</summary>
    private static uint[] Tabulate()
    {
        var state = (X: 0x786f6273u, Y: 0x68736168u, Z: 0x646f6f67u, W: 0x74736166u);
        Stir(ref state);
        state = (~state.X, ~state.Y, ~state.Z, ~state.W);
        Stir(ref state);
        var table = new uint[(LongestTabulated * 256) + 1];
        for (var index = 0; index < table.Length; index++)
        {
            var mixed = state.X ^ (state.X << 5);
            var next = state.W ^ (state.W >> 29) ^ mixed ^ (mixed >> 12);
            state = (state.Y, state.Z, state.W, next);
            table[index] = next;
        }

        return table;
    }

    private static void Stir(ref (uint X, uint Y, uint Z, uint W) state)
    {
        var (x, y, z, w) = state;
        for (var round = 0; round < 128; round++)
        {
            x = BitOperations.RotateLeft(x, 13) - w;
            y ^= z;
            w = BitOperations.RotateLeft(w, 9) + y;
            z ^= x;
            x = BitOperations.RotateLeft(x, 14) ^ w;
            y = BitOperations.RotateLeft(y, 25) - z;
            w ^= y;
            z = BitOperations.RotateLeft(z, 4) - x;
        }

        state = (x, y, z, w);
    }
}
