namespace SecSharp.Patterns.Prefilter;

/// <summary>Backslash sequences that stand for one byte, inside and outside of character classes.</summary>
internal static class EscapedByte
{
    /// <summary>The sequence is none of these.</summary>
    public const int NotUnderstood = -1;

    /// <summary>A code point that is no byte.</summary>
    public const int OutOfRange = -2;

    /// <summary>The value of the sequence.</summary>
    /// <param name="text">What follows the backslash.</param>
    /// <param name="length">Length of the sequence without the backslash.</param>
    public static int Parse(ReadOnlySpan<byte> text, out int length)
    {
        length = 1;
        if (text.IsEmpty)
        {
            return NotUnderstood;
        }

        switch (text[0])
        {
            case (byte)'a': return 0x07;
            case (byte)'e': return 0x1b;
            case (byte)'f': return 0x0c;
            case (byte)'n': return 0x0a;
            case (byte)'r': return 0x0d;
            case (byte)'t': return 0x09;
            case (byte)'x' when text.Length > 1 && text[1] == (byte)'{': return Braced(text, 16, out length);
            case (byte)'o' when text.Length > 1 && text[1] == (byte)'{': return Braced(text, 8, out length);
            case (byte)'x': return Digits(text[1..], 16, 2, ref length);
            case (byte)'0': return Digits(text[1..], 8, 2, ref length);
            default: return char.IsAsciiLetterOrDigit((char)text[0]) ? NotUnderstood : text[0];
        }
    }

    /// <summary>The value of a digit, or -1.</summary>
    public static int Digit(byte value, int radix)
    {
        var digit = value switch
        {
            >= (byte)'0' and <= (byte)'9' => value - '0',
            >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
            _ => -1,
        };
        return digit < radix ? digit : -1;
    }

    private static int Digits(ReadOnlySpan<byte> text, int radix, int most, ref int length)
    {
        var value = 0;
        for (var index = 0; index < most && index < text.Length && Digit(text[index], radix) is var digit and >= 0; index++)
        {
            value = (value * radix) + digit;
            length++;
        }

        return value;
    }

    private static int Braced(ReadOnlySpan<byte> text, int radix, out int length)
    {
        length = text.IndexOf((byte)'}') + 1;
        if (length < 4)
        {
            return NotUnderstood;
        }

        var value = 0;
        foreach (var next in text[2..(length - 1)])
        {
            if (Digit(next, radix) is not (var digit and >= 0))
            {
                return NotUnderstood;
            }

            value = Math.Min((value * radix) + digit, 0x1000);
        }

        return value > 0xff ? OutOfRange : value;
    }
}
