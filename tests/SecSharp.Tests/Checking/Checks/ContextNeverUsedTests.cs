using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class ContextNeverUsedTests
{
    private const string Check = "context-never-used";

    [Theory]
    [InlineData("action=create CTX")]
    [InlineData("action=add CTX x; delete CTX")]
    [InlineData("action=create CTX 60; create B 10 ( report CTXX cat )")]
    [InlineData("pattern=(a)\naction=create X_$1\ncontext=!Y_$1")]
    public void It_is_told(string fields) => Assert.Single(By(Check, Single(fields.Split('\n'))));

    [Theory]
    [InlineData("action=create CTX 60 ( write - over )")]
    [InlineData("action=create CTX\ncontext=!CTX")]
    [InlineData("action=add CTX x; report CTX cat")]
    [InlineData("action=add CTX x; set CTX 60 ( write - over )")]
    [InlineData("action=create CTX; alias CTX B")]
    [InlineData("pattern=(a)\naction=create CTX_$1\ncontext=!CTX_a")]
    [InlineData("action=create CTX; exists %x CTX; if %x ( none )")]
    public void It_is_not_told(string fields) => Assert.Empty(By(Check, Single(fields.Split('\n'))));
}
