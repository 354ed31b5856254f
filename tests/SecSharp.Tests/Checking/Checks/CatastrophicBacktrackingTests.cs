using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class CatastrophicBacktrackingTests
{
    private const string Check = "catastrophic-backtracking";

    [Fact]
    public void It_is_told_for_each_pattern() => Assert.Equal(2, By(Check, Rule("Pair", @"pattern=^(\w+\s?)*$", @"pattern2=^(\w+\s?)*$")).Count);

    [Fact]
    public void It_is_told_of_patterns_with_variables() => Assert.Single(By(Check, Rule("Pair", "pattern=(a)", @"pattern2=^$1(\w+\s?)*$")));

    [Fact]
    public void It_is_not_told_of_ordinary_patterns() => Assert.Empty(By(Check, Single(@"pattern=^(\w+) (\S+)\s*$")));
}
