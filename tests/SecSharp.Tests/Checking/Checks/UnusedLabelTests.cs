using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class UnusedLabelTests
{
    private const string Check = "unused-label";

    [Fact]
    public void A_label_that_no_rule_goes_to_is_told() => Assert.Equal(
        ["1:label: no rule goes to label 'start'"], By(Check, "label=start\n" + Single("continue=GoTo end", "pattern=a") + "\nlabel=end\n"));

    [Fact]
    public void Of_equal_labels_the_earlier_one_is_told() => Assert.Contains(
        "is given again at line 9", Assert.Single(By(Check, Single("continue=GoTo end") + "label=end\n\nlabel=end\n")), StringComparison.Ordinal);

    [Fact]
    public void A_label_that_a_faulty_rule_goes_to_is_used() => Assert.Empty(By(Check, "type=Single\ncontinue=GoTo end\n\nlabel=end\n"));
}
