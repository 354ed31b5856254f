using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class NoLiteralTests
{
    private const string Check = "no-literal";

    [Theory]
    [InlineData(@"pattern=^\S+ \d+$")]
    [InlineData("pattern=.")]
    [InlineData(@"pattern=(error)?: (\w+)")]
    public void It_is_told(string pattern) => Assert.Single(By(Check, Single(pattern)));

    [Theory]
    [InlineData("pattern=error")]
    [InlineData("pattern=error|warning")]
    [InlineData("pattern=.\ncontext=[INPUT]")]
    [InlineData("ptype=NRegExp\npattern=.")]
    [InlineData("ptype=TValue\npattern=TRUE")]
    public void It_is_not_told(string fields) => Assert.Empty(By(Check, Single(fields.Split('\n'))));

    [Fact]
    public void Files_that_Jump_rules_lead_to_are_left_alone() =>
        Assert.Empty(By(Check, "type=Options\nprocallin=no\njoincfset=a\n\n" + Single("pattern=.")));
}
