using System.Buffers.Text;

namespace SecSharp;

/// <summary>Numbers in texts.</summary>
internal static class Numbers
{
    /// <summary>Reads an unsigned integer of digits only; one too large for 64 bits counts as the largest.</summary>
    public static bool TryReadUnsigned(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        if (!Utf8Parser.TryParse(text, out value, out var read) || read != text.Length)
        {
            value = long.MaxValue / 4;
        }

        value = Math.Min(value, long.MaxValue / 4);
        return true;
    }

    /// <summary>The number in decimal digits.</summary>
    public static byte[] ToBytes(long value)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, text, out var written);
        return text[..written].ToArray();
    }

    /// <summary>Whether a value is true in Perl's sense: set, and neither empty nor "0".</summary>
    public static bool IsTrue(ReadOnlySpan<byte> value) => !value.IsEmpty && !(value.Length == 1 && value[0] == (byte)'0');
}
