using System.Globalization;
using SecSharp.Cli.Options;
using SecSharp.Posix;

namespace SecSharp.Cli.Life;

/// <summary>The file mode creation mask of --umask.</summary>
internal static class FileModeMask
{
    /// <summary>Sets the mask of this process.</summary>
    /// <exception cref="UsageException">The text is no mask.</exception>
    public static void Set(string text) => _ = Libc.SetFileModeMask(Parse(text));

    /// <summary>Until it is disposed of, what this process creates is its owner's only.</summary>
    public static IDisposable Owner() => new Restored(Libc.SetFileModeMask(0x7f));

    /// <summary>Reads a mask: octal after 0, hexadecimal after 0x, binary after 0b, otherwise decimal.</summary>
    /// <exception cref="UsageException">The text is no mask.</exception>
    public static uint Parse(string text)
    {
        var isRead = text switch
        {
            ['0', 'x' or 'X', .. var digits] => uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mask)
                ? mask : (uint?)null,
            ['0', 'b' or 'B', .. var digits] => Read(digits, 2),
            ['0', _, ..] => Read(text, 8),
            _ => Read(text, 10),
        };
        return isRead is { } value and <= 0x1ff
            ? value
            : throw new UsageException($"option --umask: '{text}' is not possible; it takes a value from 0 to 0777, such as 0027, 0x17, 0b10111 or 23");
    }

    private sealed class Restored(uint mask) : IDisposable
    {
        public void Dispose() => _ = Libc.SetFileModeMask(mask);
    }

    private static uint? Read(string digits, uint radix)
    {
        var value = 0u;
        foreach (var digit in digits)
        {
            if (digit < '0' || digit - '0' >= radix || value > 0xffff)
            {
                return null;
            }

            value = (value * radix) + digit - '0';
        }

        return digits.Length > 0 ? value : null;
    }
}
