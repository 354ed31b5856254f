using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class EventLoopTests
{
    private const string Check = "event-loop";

    [Theory]
    [InlineData("pattern=alarm", "action=event alarm")]
    [InlineData("ptype=SubStr\npattern=alarm", "action=event 0 an alarm again")]
    [InlineData(@"pattern=(\S+) down", "action=event $1 down")]
    [InlineData(@"pattern=(\w+) down", "action=event again: $0")]
    [InlineData(@"pattern=(\w+) down\ndesc=$1 down", "action=event")]
    [InlineData(@"pattern=(?<h>\w+) down", "action=tevent 0 $+{h} down")]
    [InlineData("pattern=alarm", "action=cevent X 0 alarm")]
    public void A_rule_that_feeds_itself_is_told(string pattern, string action) => Assert.Single(By(Check, Single([.. pattern.Split('\n').SelectMany(static line => line.Split("\\n")), action])));

    [Theory]
    [InlineData("pattern=alarm", "action=event 10 alarm")]
    [InlineData("pattern=^alarm", "action=event an alarm")]
    [InlineData("pattern=alarm\\ncontext=!SEEN", "action=create SEEN; event alarm")]
    [InlineData("pattern=alarm", "action=if %x ( event alarm )")]
    [InlineData("pattern=alarm", "action=create X 60 ( event alarm )")]
    [InlineData("pattern=alarm", "action=event %unknown")]
    [InlineData("pattern=alarm", "action=break; event alarm")]
    [InlineData(@"pattern=x+x+alarm(.*)", "action=event x$1alarm")]
    public void It_is_not_told(string pattern, string action) => Assert.Empty(By(Check, Single([.. pattern.Split("\\n"), action])));

    [Fact]
    public void A_loop_through_several_rules_and_files_is_told_once() => Assert.Equal(
        ["2:action: the event of this action comes back to this rule without end, by way of the Single rule at b.sec line 1"],
        By(Check, Single("action=event pong", "pattern=ping"), Single("pattern=pong", "action=event ping")));

    [Fact]
    public void A_rule_before_that_takes_the_event_breaks_the_loop() => Assert.Empty(By(Check, File(
        Rule("Suppress", "pattern=^again"), Single("pattern=alarm", "action=event again alarm"))));

    [Fact]
    public void A_rule_before_that_may_take_the_event_may_break_the_loop() => Assert.Empty(By(Check, File(
        Single("pattern=^again", "context=X"), Single("pattern=alarm", "action=event again alarm"))));

    [Fact]
    public void Counting_rules_break_the_loop() => Assert.Empty(By(Check, Rule("SingleWithThreshold", "pattern=alarm", "action=event alarm", "thresh=1")));
}
