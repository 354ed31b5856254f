using SecSharp.Checking;
using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class CacheEntryNeverSetTests
{
    private const string Check = "cache-entry-never-set";

    [Theory]
    [InlineData("ptype=Cached\npattern=X")]
    [InlineData("ptype=NCached\npattern=X")]
    [InlineData("context=varset X")]
    [InlineData("context=X :> ( sub { 1 } )")]
    [InlineData("desc=$:{X:y}")]
    [InlineData("action=varset %x X")]
    public void It_is_told(string fields)
    {
        using var perl = new SecSharp.Perl.PerlRuntime();
        var options = new CheckOptions { Perl = perl };
        var setter = Single("pattern=(a)", "varmap=Y; X; y=1", "continue=TakeNext");
        var user = Single(fields.Split('\n'));

        Assert.Contains("no rule caches a match as 'X'", Assert.Single(By(Check, options, user)), StringComparison.Ordinal);
        Assert.Contains("cached too late", Assert.Single(By(Check, options, File(user, setter))), StringComparison.Ordinal);
        Assert.Empty(By(Check, options, File(setter, user)));
        Assert.Empty(By(Check, options, setter, user));
    }

    [Fact]
    public void A_rule_may_use_its_own_entry()
    {
        using var perl = new SecSharp.Perl.PerlRuntime();
        Assert.Empty(By(Check, new CheckOptions { Perl = perl }, Single("pattern=(a)", "varmap=X", "context=X :> ( sub { 1 } )")));
    }

    [Fact]
    public void Jump_rules_may_lead_to_rules_in_another_order() => Assert.Empty(By(
        Check, Single("ptype=Cached", "pattern=X"), File(Rule("Jump", "varmap=X", "cfset=a"), Single("pattern=x"))));
}
