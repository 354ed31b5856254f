using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class DescriptionOfWholeLineTests
{
    private const string Check = "description-of-whole-line";

    [Theory]
    [InlineData("SingleWithThreshold", "desc=$0")]
    [InlineData("SingleWithSuppress", "desc=seen: $0")]
    [InlineData("SingleWithThreshold", "desc=${0}", @"pattern=^\w+ \d+ [\d:]+ x")]
    public void It_is_told(string type, params string[] fields) => Assert.Single(By(Check, Rule(type, fields)));

    [Theory]
    [InlineData("SingleWithThreshold", "desc=$0", "pattern=^SYNTHETIC (.*)")]
    [InlineData("SingleWithThreshold", "desc=$0", "thresh=1")]
    [InlineData("SingleWithThreshold", "desc=$1", "pattern=(a)")]
    [InlineData("Single", "desc=$0")]
    public void It_is_not_told(string type, params string[] fields) => Assert.Empty(By(Check, Rule(type, fields)));
}
