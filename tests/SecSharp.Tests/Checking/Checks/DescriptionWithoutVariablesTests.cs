using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class DescriptionWithoutVariablesTests
{
    private const string Check = "description-without-variables";

    [Theory]
    [InlineData("SingleWithThreshold", @"pattern=from ([\d.]+)")]
    [InlineData("SingleWithThreshold", @"pattern=from (\S+)|to (\S+)", "action=write - $1")]
    [InlineData("SingleWithThreshold", @"pattern=(Failed|Invalid)", "action=write - $1")]
    [InlineData("SingleWith2Thresholds", @"pattern=from ([\d.]+)", "thresh2=1")]
    [InlineData("SingleWithSuppress", @"pattern=disk (\w+) full", "action=write - disk $1 is full")]
    [InlineData("EventGroup", @"pattern=disk (\w+) full", "action=write - disk $1 is full")]
    [InlineData("Pair", @"pattern=disk (\w+) full", "pattern2=disk $1 free")]
    [InlineData("PairWithWindow", @"pattern=disk (?<d>\w+) full", "pattern2=disk $+{d} free")]
    public void It_is_told(string type, params string[] fields) => Assert.Single(By(Check, Rule(type, fields)));

    [Theory]
    [InlineData("SingleWithThreshold", @"pattern=from ([\d.]+)", "desc=from $1")]
    [InlineData("SingleWithThreshold", @"pattern=from ([\d.]+)", "desc=$0")]
    [InlineData("SingleWithThreshold", @"pattern=from ([\d.]+)", "context=!SEEN_$1")]
    [InlineData("SingleWithThreshold", @"pattern=from ([\d.]+)", "varmap=X")]
    [InlineData("SingleWithThreshold", @"pattern=from ([\d.]+)", "thresh=1")]
    [InlineData("SingleWithThreshold", @"pattern=from (?:[\d.]+)")]
    [InlineData("SingleWithThreshold", @"pattern=(Failed|Invalid) password")]
    [InlineData("SingleWithThreshold", @"pattern=error(: .*)?")]
    [InlineData("SingleWithThreshold", @"pattern=error: (.*)")]
    [InlineData("SingleWithSuppress", @"pattern=disk (\w+) full")]
    [InlineData("EventGroup", @"pattern=disk (\w+) full")]
    [InlineData("EventGroup", @"pattern=disk (\w+) full", "action=write - $1", "count=create SEEN_$1 60")]
    [InlineData("EventGroup2", @"pattern=disk (\w+) full", "action=write - $1", "pattern2=x")]
    [InlineData("Pair", @"pattern=disk (\w+) full", "pattern2=disk free", "desc2=$1")]
    [InlineData("Pair", @"pattern=disk (\w+) full", "pattern2=disk $1 free", "desc=$1")]
    [InlineData("Pair", @"pattern=disk (\w+) full", "pattern2=$0")]
    [InlineData("Single", @"pattern=disk (\w+) full", "action=write - $1")]
    public void It_is_not_told(string type, params string[] fields) => Assert.Empty(By(Check, Rule(type, fields)));
}
