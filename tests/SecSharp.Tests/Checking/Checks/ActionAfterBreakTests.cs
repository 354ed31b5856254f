using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class ActionAfterBreakTests
{
    private const string Check = "action-after-break";

    [Theory]
    [InlineData("action=break; none")]
    [InlineData("action=while %x ( continue; free %x )")]
    [InlineData("action=create A 60 ( break; none )")]
    [InlineData("action=if %x ( break ) else ( none; continue ); none")]
    public void It_is_told(string field) => Assert.Single(By(Check, Single(field)));

    [Theory]
    [InlineData("action=none; break")]
    [InlineData("action=if %x ( break ); none")]
    [InlineData("action=if %x ( break ) else ( none ); none")]
    [InlineData("action=while %x ( if %y ( break ); free %x )")]
    [InlineData("action=while %x ( break ); none")]
    [InlineData("action=create A 60 ( break ); none")]
    public void It_is_not_told(string field) => Assert.Empty(By(Check, Single(field)));
}
