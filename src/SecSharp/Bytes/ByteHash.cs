using System.Buffers.Binary;

namespace SecSharp;

/// <summary>A fast hash of bytes with a secret of the process, so that no input can be made to collide.</summary>
internal static class ByteHash
{
    private const ulong Odd1 = 0xA0761D6478BD642F;
    private const ulong Odd2 = 0xE7037ED1A0B428DB;

    // From the system's generator of random numbers, without a library for cryptography, which may not be installed.
    private static readonly ulong Secret = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray(), 8) ^ BitConverter.ToUInt64(Guid.NewGuid().ToByteArray(), 0);

    public static int Of(ReadOnlySpan<byte> bytes)
    {
        // Hot path.
        var hash = Secret ^ ((ulong)bytes.Length * Odd2);
        while (bytes.Length >= 8)
        {
            hash = Mix((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Odd1);
            bytes = bytes[8..];
        }

        ulong rest = 0;
        foreach (var value in bytes)
        {
            rest = (rest << 8) | value;
        }

        hash = Mix((hash ^ rest) * Odd2);
        return (int)(hash ^ (hash >> 32));
    }

    private static ulong Mix(ulong hash) => hash ^ (hash >> 31);
}
