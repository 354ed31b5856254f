using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class LeadingDotStarTests
{
    private const string Check = "leading-dot-star";

    [Theory]
    [InlineData("pattern=.*foo")]
    [InlineData("pattern=^.*?foo")]
    [InlineData(@"pattern=.*(\d+) packets")]
    [InlineData(@"pattern=^.*(\w+): x")]
    public void It_is_told(string pattern) => Assert.Single(By(Check, Single(pattern)));

    [Theory]
    [InlineData("pattern=foo.*")]
    [InlineData("pattern=.*")]
    [InlineData("pattern=.+foo")]
    [InlineData(@"pattern=.*from (\d+)")]
    [InlineData(@"pattern=.*?(\d+) packets")]
    [InlineData(@"pattern=(.*) (\d+)")]
    [InlineData(@"pattern=.*(foo|bar)")]
    [InlineData("ptype=SubStr\npattern=.*foo")]
    public void It_is_not_told(string fields) => Assert.Empty(By(Check, Single(fields.Split('\n'))));
}
