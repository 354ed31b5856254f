using SecSharp.Checking;
using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class UnsetVariableTests
{
    private const string Check = "unset-variable";

    [Theory]
    [InlineData(@"pattern=a (\S+) b (\S+)", "desc=$1 $3", "2:desc: $3 is always empty: pattern has 2 groups")]
    [InlineData(@"pattern=a (\S+) b (\S+)", "desc=${3}x", "2:desc: $3 is always empty: pattern has 2 groups")]
    [InlineData("pattern=a b", "desc=$1", "2:desc: $1 is always 1: pattern has no groups")]
    [InlineData("pattern=a b", "desc=$2", "2:desc: $2 is always empty: pattern has no groups")]
    [InlineData("pattern=(?<user>a)", "desc=$+{usr}", "2:desc: $+{usr} is always empty: pattern has no group of this name")]
    [InlineData("pattern=(a)", "action=create X_$2 60", "2:action: $2 is always empty: pattern has one group")]
    [InlineData("pattern=(a)", "action=eval %x ( $2 + 1 )", "2:action: $2 is always empty: pattern has one group")]
    [InlineData("pattern=(a)", "context=X_$2", "2:context: $2 is always empty: pattern has one group")]
    [InlineData("pattern=(a)", "context=[X_$1]", "2:context: $1 stays as it is: with [ ] the context expression is evaluated before the pattern is matched")]
    [InlineData("pattern=(a)", "varmap=b=2", "2:varmap: variable 'b' is mapped to group 2, but the pattern has one group")]
    [InlineData("ptype=SubStr", "desc=$1", "3:desc: $1 stays as it is: SubStr patterns set no match variables")]
    [InlineData("ptype=TValue\npattern=TRUE", "action=write - $0", "4:action: $0 stays as it is: TValue patterns set no match variables")]
    [InlineData("ptype=NRegExp", "desc=$1", "3:desc: $1 is always empty: a negated pattern sets only $0")]
    [InlineData("pattern=(a)", "desc=$1 at %t", "2:desc: action list variables stay as they are outside of action lists")]
    public void It_is_told(string first, string second, string expected)
    {
        using var perl = new SecSharp.Perl.PerlRuntime();
        var finding = Assert.Single(By(Check, new CheckOptions { Perl = perl }, Single([second, .. first.Split('\n')])));
        Assert.EndsWith(expected[expected.IndexOf(':', StringComparison.Ordinal)..], finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"pattern=a (\S+) b (\S+)", "desc=$1 $2 $0 $$3 $+{_inputsrc}")]
    [InlineData("pattern=(?<user>a)(b)", "desc=$+{user} $+{2} ${2}")]
    [InlineData("pattern=(a)\nvarmap=b=1; c=0", "desc=$+{b} $+{c}")]
    [InlineData("pattern=(?|(a)|(b))(c)", "desc=$1 $2")]
    [InlineData("ptype=PerlFunc\npattern=sub { 1 }", "desc=$7 $+{any}")]
    [InlineData("ptype=SubStr", "action=shellcmd awk '{ print $1 }' /tmp/x")]
    [InlineData("ptype=SubStr", "desc=costs 5$")]
    [InlineData("ptype=NRegExp", "desc=$0")]
    [InlineData("pattern=(a)", "desc=100%sure 20% %unknown")]
    public void It_is_not_told(string first, string second)
    {
        using var perl = new SecSharp.Perl.PerlRuntime();
        Assert.Empty(By(Check, new CheckOptions { Perl = perl }, Single([second, .. first.Split('\n')])));
    }

    [Fact]
    public void What_Cached_patterns_set_is_what_the_varmap_rule_has_caught() => Assert.Equal(
        ["12:desc: $+{port} is always empty: no match that is cached as 'LOGIN' has a variable 'port'"],
        By(Check, File(
            Single("pattern=(?<ip>\\S+)", "varmap=LOGIN", "continue=TakeNext"),
            Single("ptype=Cached", "pattern=LOGIN", "desc=$+{ip} $+{port}"))));

    [Fact]
    public void Variables_of_cache_entries_are_looked_for_there() => Assert.Equal(
        ["$:{LOGIN:port} is always empty: no match that is cached as 'LOGIN' has a variable 'port'"],
        By(Check, File(
            Single("pattern=(?<ip>\\S+)", "varmap=LOGIN", "continue=TakeNext"),
            Single("pattern=x", "desc=$:{LOGIN:ip} $:{LOGIN:port}"))).Select(static finding => finding[(finding.IndexOf(": ", StringComparison.Ordinal) + 2)..]));

    [Theory]
    [InlineData("pattern2=(b) $1", "desc2=%1 $1", "action2=write - %1 $1 %s")]
    [InlineData("ptype2=SubStr", "pattern2=$1 up", "desc2=$1 is up")]
    public void The_second_part_of_Pair_rules_may_use_variables_of_the_first(params string[] fields) =>
        Assert.Empty(By(Check, Rule("Pair", ["pattern=(a)", .. fields])));

    [Theory]
    [InlineData("desc2", "ptype2=SubStr", "pattern2=$1 up", "desc2=%1 is up")]
    [InlineData("desc", "desc=%1", "pattern2=b", "desc2=x")]
    [InlineData("action2", "pattern2=b", "desc2=x", "action2=write - %2")]
    [InlineData("pattern2", "pattern2=$2 b", "desc2=x", "action2=none")]
    public void Wrong_variables_in_Pair_rules_are_told(string field, params string[] fields) =>
        Assert.Contains($":{field}: ", Assert.Single(By(Check, Rule("Pair", ["pattern=(a)", .. fields]))), StringComparison.Ordinal);

    [Fact]
    public void All_patterns_of_a_group_must_set_what_the_description_needs() => Assert.Contains(
        "pattern2 has no groups",
        Assert.Single(By(Check, Rule("EventGroup2", "pattern=(a) (b)", "pattern2=b", "desc=$2"))), StringComparison.Ordinal);

    [Fact]
    public void Actions_of_a_group_may_use_what_one_pattern_sets() =>
        Assert.Empty(By(Check, Rule("EventGroup2", "pattern=(a) (b)", "pattern2=b", "desc=x", "action=write - $2")));

    [Theory]
    [InlineData("desc=$20 $2", 10)]
    [InlineData("desc=a \\\n  ${2}", 3)]
    public void The_place_is_that_of_the_variable(string field, int column) => Assert.Equal(
        column, All(new CheckOptions { Only = [Check] }, Single("pattern=(a)", field))[^1].Position.Column);

    [Fact]
    public void Sets_of_Jump_rules_are_constant_by_default() => Assert.Contains(
        "constant by default", Assert.Single(By(Check, Rule("Jump", "pattern=(a)", "cfset=$1"))), StringComparison.Ordinal);

    [Fact]
    public void Calendar_rules_set_no_variables() => Assert.Contains(
        "Calendar rules have no pattern", Assert.Single(By(Check, Rule("Calendar", "action=write - $1"))), StringComparison.Ordinal);
}
