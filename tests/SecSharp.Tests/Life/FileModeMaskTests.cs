using SecSharp.Cli.Life;
using SecSharp.Cli.Options;

namespace SecSharp.Tests.Life;

public class FileModeMaskTests
{
    [Theory]
    [InlineData("0027", 0x17)]
    [InlineData("23", 0x17)]
    [InlineData("0x17", 0x17)]
    [InlineData("0b000010111", 0x17)]
    [InlineData("0", 0)]
    [InlineData("0777", 0x1ff)]
    public void A_mask_is_read_in_any_radix(string text, uint mask) => Assert.Equal(mask, FileModeMask.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0778")]
    [InlineData("01000")]
    [InlineData("0x200")]
    [InlineData("0b2")]
    [InlineData("0x")]
    [InlineData("-1")]
    public void Anything_else_is_refused_with_what_would_be_right(string text) =>
        Assert.Contains("0777", Assert.Throws<UsageException>(() => FileModeMask.Parse(text)).Message, StringComparison.Ordinal);
}
