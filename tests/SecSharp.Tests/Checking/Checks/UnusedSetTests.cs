using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class UnusedSetTests
{
    private const string Check = "unused-cfset";

    [Fact]
    public void A_set_that_no_rule_leads_to_is_told() => Assert.Contains(
        "its rules are never tried", Assert.Single(By(Check, "type=Options\njoincfset=web\nprocallin=no\n\n" + Single())), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_sees_all_input_is_not_dead() => Assert.Equal(
        ["2:joincfset: no Jump rule leads to the set 'web'"], By(Check, "type=Options\njoincfset=web\n\n" + Single()));

    [Theory]
    [InlineData("cfset=web")]
    [InlineData("cfset=$1\nconstset=no\npattern=(a)")]
    public void A_set_that_a_rule_may_lead_to_is_not_told(string fields) =>
        Assert.Empty(By(Check, Rule("Jump", fields.Split('\n')), "type=Options\njoincfset=web\nprocallin=no\n\n" + Single()));
}
