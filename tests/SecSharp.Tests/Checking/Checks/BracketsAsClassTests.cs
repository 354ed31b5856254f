using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class BracketsAsClassTests
{
    private const string Check = "brackets-as-class";

    [Theory]
    [InlineData(@"sshd[\d+]: x")]
    [InlineData(@"(?:su|sudo[.*]:)")]
    [InlineData(@"named[0-9]+]: x")]
    public void It_is_told(string pattern) => Assert.Single(By(Check, Single("pattern=" + pattern)));

    [Theory]
    [InlineData(@"sshd\[\d+\]: x")]
    [InlineData(@"eth[\d+]+ x")]
    [InlineData(@"\w[\d+] x")]
    [InlineData(@"\[[\d+]\] x")]
    [InlineData(@"eth[0-9]+ x")]
    [InlineData(@"a[+-]b")]
    public void It_is_not_told(string pattern) => Assert.Empty(By(Check, Single("pattern=" + pattern)));
}
