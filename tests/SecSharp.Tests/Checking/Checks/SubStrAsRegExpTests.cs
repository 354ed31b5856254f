using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class SubStrAsRegExpTests
{
    private const string Check = "substr-as-regexp";

    [Theory]
    [InlineData("SubStr", "foo.*bar")]
    [InlineData("NSubStr", @"sshd\[1")]
    [InlineData("SubStr2", @"a \d b")]
    public void It_is_told(string type, string pattern) => Assert.Single(By(Check, Single("ptype=" + type, "pattern=" + pattern)));

    [Theory]
    [InlineData("SubStr", @"a\sb\tc\nd\\.e")]
    [InlineData("SubStr", "a.b (c) [d] e* +f?")]
    [InlineData("RegExp", @"foo.*\d")]
    public void It_is_not_told(string type, string pattern) => Assert.Empty(By(Check, Single("ptype=" + type, "pattern=" + pattern)));
}
