using SecSharp.Checking;
using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class UnreachableRuleTests
{
    private const string Check = "unreachable-rule";

    [Theory]
    [InlineData("pattern=sshd", "pattern=sshd: (Failed|Invalid)")]
    [InlineData("ptype=SubStr\npattern=sshd", "pattern=sshd: (Failed|Invalid)")]
    [InlineData("ptype=SubStr\npattern=foo", "ptype=SubStr\npattern=a foo b")]
    [InlineData("pattern=^a.*z", "pattern=^abc(\\d+)xyz")]
    [InlineData("pattern=(?i)error", "ptype=SubStr\npattern=ERROR")]
    [InlineData("ptype=TValue\npattern=TRUE", "ptype=PerlFunc\npattern=sub { 1 }")]
    [InlineData("ptype=NRegExp\npattern=x", "ptype=NRegExp\npattern=x")]
    [InlineData("ptype=Cached\npattern=X", "ptype=Cached\npattern=X")]
    [InlineData("pattern=a\ncontinue=EndMatch", "pattern=ab")]
    [InlineData("pattern=a", "pattern=ab\ncontext=CTX")]
    [InlineData("pattern=a\ncontext=CTX && !X", "pattern=a\ncontext=CTX && !X")]
    [InlineData("ptype=RegExp2\npattern=a\\nb", "ptype=RegExp2\npattern=a\\nb")]
    public void It_is_told(string earlier, string later) => Assert.Single(Found(earlier, later));

    [Theory]
    [InlineData("pattern=a\ncontinue=TakeNext", "pattern=ab")]
    [InlineData("pattern=a\ncontext=CTX", "pattern=ab")]
    [InlineData("pattern=ab", "pattern=a")]
    [InlineData("pattern=sshd: Failed", "pattern=sshd: (Failed|Invalid)")]
    [InlineData("pattern=^a", "pattern=a")]
    [InlineData("pattern=error", "pattern=(?i)error")]
    [InlineData("pattern=a", "ptype=RegExp2\npattern=a")]
    [InlineData("ptype=RegExp2\npattern=a", "pattern=a")]
    [InlineData("ptype=NRegExp\npattern=x", "pattern=y")]
    [InlineData("ptype=TValue\npattern=FALSE", "pattern=y")]
    [InlineData("ptype=PerlFunc\npattern=sub { $n++ % 2 }", "ptype=PerlFunc\npattern=sub { $n++ % 2 }")]
    [InlineData("pattern=a\ncontext=CTX", "pattern=a\ncontext=!CTX")]
    [InlineData(@"pattern=\bfoo", "pattern=foobar")]
    public void It_is_not_told(string earlier, string later) => Assert.Empty(Found(earlier, later));

    [Fact]
    public void A_rule_that_others_go_to_is_reached() => Assert.Empty(By(Check, File(
        Single("pattern=abc", "continue=GoTo end"), Single("pattern=a"), "label=end\n", Single("pattern=ab"))));

    [Fact]
    public void A_rewritten_line_may_reach_the_rule() => Assert.Empty(By(Check, File(
        Single("pattern=a"), Single("pattern=b", "continue=TakeNext", "action=rewrite 1 a"), Single("pattern=a"))));

    [Fact]
    public void A_context_that_comes_and_goes_between_may_reach_the_rule() => Assert.Empty(By(Check, File(
        Single("pattern=a", "context=CTX"), Single("pattern=a", "continue=TakeNext", "action=create CTX"), Single("pattern=a", "context=CTX"))));

    [Fact]
    public void Other_files_are_of_no_concern() => Assert.Empty(By(Check, Single("pattern=a"), Single("pattern=a")));

    [Fact]
    public void A_Pair_rule_takes_lines_by_its_first_pattern_only() => Assert.Empty(By(Check, File(
        Rule("Pair", "pattern=up", "pattern2=down"), Single("pattern=down 1"))));

    [Fact]
    public void Of_an_event_group_single_patterns_may_be_taken() => Assert.Equal(
        ["8:pattern2: pattern2 is never reached: the Single rule at line 1 has the same pattern and ends the search"],
        By(Check, File(Single("pattern=b"), Rule("EventGroup2", "pattern2=b", "pattern=a"))));

    private static IReadOnlyList<string> Found(string earlier, string later)
    {
        using var perl = new SecSharp.Perl.PerlRuntime();
        return By(Check, new CheckOptions { Perl = perl }, File(Single(earlier.Split('\n')), Single(later.Split('\n'))));
    }
}
