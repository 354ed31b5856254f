using SecSharp.Checking;
using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class ShellInjectionTests
{
    private const string Check = "shell-injection";

    [Theory]
    [InlineData("pattern=(.*)", "action=shellcmd x $1")]
    [InlineData(@"pattern=(\S+)", "action=spawn x \"$1\"")]
    [InlineData(@"pattern=user (?<u>.+)", "action=pipe 'x' mail -s '$+{u}' root")]
    [InlineData(@"pattern=([^']*)", "action=report X mail -s $1")]
    [InlineData(@"pattern=(.*)", "action=assign %x $1; assign %y <%x>; shellcmd x %y")]
    [InlineData(@"pattern=(.*)\ndesc=$1", "action=shellcmd x %s")]
    [InlineData(@"pattern=a", "action=pop A %x; cspawn b c %x")]
    [InlineData(@"pattern=a", "action=shellcmd x $0")]
    [InlineData(@"pattern=([\d.]+|.*)", "action=if %x ( shellcmd x $1 )")]
    public void It_is_told(string pattern, string action) => Assert.Single(By(Check, Single([.. pattern.Split("\\n"), action])));

    [Theory]
    [InlineData("pattern=(.*)", "action=cmdexec x $1")]
    [InlineData("pattern=(.*)", "action=pipe '$1' cat")]
    [InlineData("pattern=(.*)", "action=write - $1")]
    [InlineData(@"pattern=([\d.]+)", "action=shellcmd x $1")]
    [InlineData(@"pattern=([\w.-]+)", "action=shellcmd x '$1' \"$1\"")]
    [InlineData(@"pattern=([^']*)", "action=shellcmd x '$1'")]
    [InlineData(@"pattern=(\d+)\ndesc=number $1", "action=shellcmd x %s")]
    [InlineData(@"pattern=(.*)", "action=assignsq %x $1; shellcmd x %x")]
    [InlineData(@"pattern=(.*)", "action=shellcmd x %t %u %.hour")]
    [InlineData(@"pattern=(.*)", "action=shellcmd x $$1")]
    [InlineData(@"pattern=(.*)", "action=getsize %n A; shellcmd x %n")]
    [InlineData("ptype=SubStr", "action=shellcmd awk '{ print $1 }' f")]
    public void It_is_not_told(string pattern, string action) => Assert.Empty(By(Check, Single([.. pattern.Split("\\n"), action])));

    [Fact]
    public void With_quoting_the_description_is_safe_where_it_is_quoted()
    {
        var quoting = new CheckOptions { Quoting = true };

        Assert.Empty(By(Check, quoting, Single("pattern=(.*)", "desc=$1", "action=shellcmd x %s")));
        Assert.Single(By(Check, quoting, Single("pattern=(.*)", "desc=$1", "action=shellcmd x '%s'")));
        Assert.Single(By(Check, quoting, Single("pattern=(.*)", "desc=$1", "action=report X mail %s")));
    }

    [Fact]
    public void A_cached_match_is_as_safe_as_the_pattern_that_set_it() => Assert.Contains(
        "$+{url}",
        Assert.Single(By(Check, File(
            Single(@"pattern=(?<ip>[\d.]+) (?<url>\S+)", "varmap=HIT", "continue=TakeNext"),
            Single("ptype=Cached", "pattern=HIT", "action=shellcmd x $+{ip} $+{url}")))), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "script=x $1")]
    [InlineData(0, "script=x $1", "shell=no")]
    public void Scripts_go_through_the_shell_by_default(int findings, params string[] fields) =>
        Assert.Equal(findings, By(Check, Rule("SingleWithScript", ["pattern=(.*)", .. fields])).Count);

    [Fact]
    public void In_the_second_part_of_a_Pair_rule_the_description_is_desc2() => Assert.Empty(By(Check, Rule(
        "Pair", "pattern=(.*)", "desc=$1", @"pattern2=(\d+)", "desc2=$1", "action2=shellcmd x %s")));
}
