using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class UndefinedSetTests
{
    private const string Check = "undefined-cfset";

    [Fact]
    public void A_set_that_no_file_has_joined_is_told() => Assert.Equal(
        ["2:cfset: no rule file has joined the set 'web': the rule leads nowhere"], By(Check, Rule("Jump", "cfset=web mail"), "type=Options\njoincfset=mail\n"));

    [Theory]
    [InlineData("cfset=web")]
    [InlineData("cfset=$1\nconstset=no\npattern=(a)")]
    public void Sets_that_may_be_there_are_not_told(string fields) =>
        Assert.Empty(By(Check, Rule("Jump", fields.Split('\n')), "type=Options\njoincfset=web\n"));
}
