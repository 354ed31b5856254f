namespace SecSharp.Tests;

public sealed class ByteStringTests
{
    [Fact]
    public void Equality_is_by_bytes() => Assert.Equal(ByteString.Latin1("a\xff"), new ByteString([0x61, 0xff]));

    [Fact]
    public void The_default_value_is_the_empty_string() => Assert.Equal(new ByteString([]), default);
}
