using System.Text;
using SecSharp.Configuration.Syntax;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;

namespace SecSharp.Tests.LanguageServer;

public sealed class SourceTextTests
{
    [Fact]
    public void Places_are_told_in_bytes_and_in_code_units()
    {
        var source = new SourceText("a€𝄞b\r\nc\rd\n");

        Assert.Equal(new Position(0, 4), source.ToPosition(new SourcePosition(1, 9)));
        Assert.Equal(new Position(2, 0), source.ToPosition(new SourcePosition(2, 3)));
        Assert.Equal(new SourcePosition(1, 9), source.ToSource(new Position(0, 4)));
        Assert.Equal(new SourcePosition(2, 3), source.ToSource(new Position(2, 0)));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_one_code_unit()
    {
        var source = new SourceText([(byte)'a', 0xff, 0xe4, (byte)'b', (byte)'\n', 0xc3, 0xa4]);

        Assert.Equal("a\ufffd\ufffdb\nä", source.Text);
        Assert.Equal(new Position(0, 3), source.ToPosition(new SourcePosition(1, 4)));
        Assert.Equal(new SourcePosition(1, 4), source.ToSource(new Position(0, 3)));
        Assert.Equal(new SourcePosition(2, 3), source.ToSource(new Position(1, 1)));
    }

    [Fact]
    public void Places_outside_of_the_text_are_moved_into_it()
    {
        var source = new SourceText("ab\ncd");

        Assert.Equal(new SourcePosition(1, 3), source.ToSource(new Position(0, 99)));
        Assert.Equal(new SourcePosition(2, 3), source.ToSource(new Position(99, 0)));
        Assert.Equal(new SourcePosition(1, 1), source.ToSource(new Position(-1, 5)));
        Assert.Equal(new Position(0, 2), source.ToPosition(new SourcePosition(1, 99)));
        Assert.Equal(new Position(1, 2), source.ToPosition(new SourcePosition(99, 99)));
    }

    [Fact]
    public void Places_of_random_texts_come_back()
    {
        var random = new Random(4711);
        string[] pieces = ["a", "\n", "\r\n", "\r", "ä", "€", "𝄞", "\ufffd", " "];
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]));
            var source = new SourceText(text);
            for (var unit = 0; unit <= text.Length; unit++)
            {
                // No place is within a pair of surrogates, or between carriage return and line feed.
                if (unit < text.Length && (char.IsLowSurrogate(text[unit]) || (text[unit] == '\n' && unit > 0 && text[unit - 1] == '\r')))
                {
                    continue;
                }

                var position = source.ToPosition(unit);
                var place = source.ToSource(position);
                Assert.Equal(position, source.ToPosition(place));
                Assert.Equal(Encoding.UTF8.GetBytes(text[..unit]), Prefix(source, place));
            }
        }
    }

    [Fact]
    public void A_change_without_a_range_replaces_everything() =>
        Assert.Equal("new\n", new SourceText("old").With(new TextDocumentChange("new\n")).Text);

    [Fact]
    public void Random_changes_are_applied()
    {
        var random = new Random(815);
        var text = "type=Single\r\nptype=RegExp\npattern=ä𝄞\n";
        var source = new SourceText(text);
        for (var round = 0; round < 500; round++)
        {
            var start = random.Next(text.Length + 1);
            var end = random.Next(start, Math.Min(text.Length, start + 5) + 1);
            if (Splits(text, start) || Splits(text, end))
            {
                continue;
            }

            var inserted = random.Next(4) switch { 0 => "\n", 1 => "𝄞x", 2 => "", _ => "\r\nabc" };
            source = source.With(new TextDocumentChange(inserted, new SecSharp.LanguageServer.Protocol.Range(source.ToPosition(start), source.ToPosition(end))));
            text = text[..start] + inserted + text[end..];
            Assert.Equal(text, source.Text);
        }
    }

    private static bool Splits(string text, int unit) => unit > 0 && unit < text.Length
        && (char.IsLowSurrogate(text[unit]) || (text[unit] == '\n' && text[unit - 1] == '\r'));

    private static byte[] Prefix(SourceText source, SourcePosition place)
    {
        var lines = source.Lines;
        var length = lines.Take(place.Line - 1).Sum(static line => line.Length + 1) + place.Column - 1;
        return source.Bytes[..length].ToArray();
    }
}
