using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class OptionsWithoutEffectTests
{
    private const string Check = "options-without-effect";

    [Theory]
    [InlineData("type=Options\nprocallin=yes\n")]
    [InlineData("type=Options\nprocallin=no\n")]
    [InlineData("type=Options\njoincfset=a\n\ntype=Options\njoincfset=b\n")]
    public void It_is_told(string text) => Assert.Single(By(Check, text));

    [Theory]
    [InlineData("type=Options\njoincfset=a\n")]
    [InlineData("type=Options\njoincfset=a\nprocallin=no\n")]
    public void It_is_not_told(string text) => Assert.Empty(By(Check, text));
}
