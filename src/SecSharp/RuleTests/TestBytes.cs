using System.Text;

namespace SecSharp.RuleTests;

/// <summary>Bytes of lines and texts of test files in turn.</summary>
internal static class TestBytes
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes that a text of a test file stands for; null when it has a character that stands for none.</summary>
    public static ByteString? Of(string text, TextEncoding encoding)
    {
        if (encoding == TextEncoding.Latin1)
        {
            return text.Any(static letter => letter > 0xff) ? null : ByteString.Latin1(text);
        }

        return ByteString.Utf8(text);
    }

    /// <summary>The text that stands for the bytes; null when the encoding has none for them.</summary>
    public static string? ToText(ByteString bytes, TextEncoding encoding)
    {
        if (encoding == TextEncoding.Latin1)
        {
            return bytes.ToString();
        }

        try
        {
            return StrictUtf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
