using Tomlyn.Syntax;

namespace SecSharp.RuleTests.Reading;

/// <summary>Texts of a test file as lines and bytes.</summary>
internal static class TestText
{
    /// <summary>The lines of a text; what follows the last newline is one only if it is not empty.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    /// <summary>The bytes of a text; one that stands for none is reported.</summary>
    public static ByteString Convert(TestDocument document, string text, TextEncoding encoding, TextPosition place)
    {
        if (TestBytes.Of(text, encoding) is { } bytes)
        {
            return bytes;
        }

        document.Report(place, $"'{text.First(static letter => letter > 0xff)}' is no character of latin1", "remove encoding = 'latin1' to write UTF-8");
        return ByteString.Empty;
    }
}
