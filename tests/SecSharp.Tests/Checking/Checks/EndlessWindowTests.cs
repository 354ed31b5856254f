using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class EndlessWindowTests
{
    private const string Check = "endless-window";

    [Fact]
    public void It_is_told() => Assert.Single(By(Check, Rule("Pair", "window=0")));

    [Theory]
    [InlineData("Pair", "window=60")]
    [InlineData("Pair")]
    [InlineData("PairWithWindow", "window=60")]
    public void It_is_not_told(string type, params string[] fields) => Assert.Empty(By(Check, Rule(type, fields)));
}
