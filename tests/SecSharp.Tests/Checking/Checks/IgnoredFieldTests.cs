using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class IgnoredFieldTests
{
    private const string Check = "ignored-field";

    [Theory]
    [InlineData("Single", "ptype=SubStr", "varmap=X")]
    [InlineData("Single", "ptype=NRegExp", "varmap=X")]
    [InlineData("Suppress", "pattern=(a)", "varmap=x=1")]
    [InlineData("Jump", "constset=no")]
    [InlineData("Jump", "constset=no", "cfset=a")]
    public void It_is_told(string type, params string[] fields) => Assert.Single(By(Check, Rule(type, fields)));

    [Theory]
    [InlineData("Single", "varmap=X")]
    [InlineData("Suppress", "pattern=(a)", "varmap=X")]
    [InlineData("Suppress", "pattern=(a)", "varmap=x=1", "context=C_$+{x}")]
    [InlineData("Jump", "constset=no", "cfset=$1", "pattern=(a)")]
    [InlineData("Jump", "constset=yes", "cfset=a")]
    public void It_is_not_told(string type, params string[] fields) => Assert.Empty(By(Check, Rule(type, fields)));
}
