using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class SwallowedPatternTests
{
    private const string Check = "swallowed-pattern";

    [Theory]
    [InlineData("(?x) a # b \\\n c")]
    [InlineData("(?xi) a # b \\\n c")]
    [InlineData("(?x: a # b ) \\\n c)")]
    [InlineData("(?:(?x) a # b \\\n c)")]
    [InlineData("(?x) [#] a # b \\\n c")]
    public void It_is_told(string pattern) => Assert.Single(By(Check, Single("pattern=" + pattern)));

    [Theory]
    [InlineData("a # b \\\n c")]
    [InlineData("(?x) a # b")]
    [InlineData("(?x) a \\# b \\\n c")]
    [InlineData("(?x) a [#] b \\\n c")]
    [InlineData("(?x) a (?# b) \\\n c")]
    [InlineData("(?x: a) # b \\\n c")]
    [InlineData("(?x) a (?-x) # b \\\n c")]
    [InlineData("(?x) a \\\n c # b")]
    public void It_is_not_told(string pattern) => Assert.Empty(By(Check, Single("pattern=" + pattern)));

    [Fact]
    public void It_is_of_no_concern_to_other_pattern_types() => Assert.Empty(By(Check, Single("ptype=SubStr", "pattern=(?x) a # b \\\n c")));
}
