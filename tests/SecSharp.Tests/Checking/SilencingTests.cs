using SecSharp.Checking;
using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking;

public sealed class SilencingTests
{
    private const string Doubtful = "type=Single\nptype=RegExp\npattern=(a)\ndesc=$2\naction=create X_$1\n";

    [Fact]
    public void Without_a_remark_there_are_findings() => Assert.Equal(
        ["unset-variable", "context-never-used", "no-literal"], Checks(Doubtful).Distinct().OrderBy(static name => Array.IndexOf(["unset-variable", "context-never-used", "no-literal"], name)));

    [Theory]
    [InlineData("rem=nocheck: unset-variable, context-never-used,no-literal\n")]
    [InlineData("rem=nocheck:unset-variable\nrem=because\nrem=nocheck: context-never-used, no-literal\n")]
    public void A_remark_silences_what_it_names(string remarks)
    {
        Assert.Empty(Checks(Doubtful + remarks));
        Assert.Empty(Checks(remarks + Doubtful));
    }

    [Fact]
    public void A_remark_is_for_its_own_rule_only() => Assert.Contains(
        "unset-variable", Checks(Doubtful + "rem=nocheck: unset-variable\n\n" + Doubtful));

    [Theory]
    [InlineData("rem=nocheck: unset-variables\n", "there is no check 'unset-variables'")]
    [InlineData("rem=nocheck: event-loop\n", "there is no finding of check 'event-loop' in this rule to silence")]
    [InlineData("rem=nocheck: nocheck\n", "check 'nocheck' can't be silenced")]
    [InlineData("\nrem=nocheck: unset-variable\n", "'nocheck: unset-variable' stands outside of a rule and silences nothing")]
    public void A_name_that_silences_nothing_is_a_finding(string remark, string message) => Assert.Contains(
        message, All(new CheckOptions(), Doubtful + remark).Where(static finding => finding.Check == "nocheck").Select(static finding => finding.Message));

    [Fact]
    public void A_check_that_is_not_run_may_be_named() => Assert.Empty(
        All(new CheckOptions { Skip = ["unset-variable", "context-never-used", "no-literal"] }, Doubtful + "rem=nocheck: unset-variable\n"));

    [Fact]
    public void Warnings_of_the_parser_can_be_silenced_but_its_errors_can_not()
    {
        Assert.Empty(By("syntax", Single("pattern=word", "continue=GoTo nowhere", "rem=nocheck: syntax")));
        Assert.Single(By("syntax", "type=Single\nrem=nocheck: syntax\nptype=RegExp\npattern=x\ndesc=d\n"));
    }

    private static IEnumerable<string> Checks(string text) => All(new CheckOptions(), text).Select(static finding => finding.Check);
}
