using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class EndlessWhileTests
{
    private const string Check = "endless-while";

    [Theory]
    [InlineData("action=while %x ( none )")]
    [InlineData("action=while %x ( assign %y 1; while %y ( free %y; break ) )")]
    public void It_is_told(string field) => Assert.Single(By(Check, Single(field)));

    [Theory]
    [InlineData("action=while %x ( shift A %x )")]
    [InlineData("action=while %x ( trim 5 A %x )")]
    [InlineData("action=while %x ( if %y ( getsize %x A ) )")]
    [InlineData("action=while %x ( if %y ( none ) else ( break ) )")]
    public void It_is_not_told(string field) => Assert.Empty(By(Check, Single(field)));
}
