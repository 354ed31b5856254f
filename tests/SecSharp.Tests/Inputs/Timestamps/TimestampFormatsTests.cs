using SecSharp.Inputs.Timestamps;

namespace SecSharp.Tests.Inputs.Timestamps;

public sealed class TimestampFormatsTests
{
    [Fact]
    public void Every_name_makes_a_format_and_prefix_makes_none()
    {
        foreach (var name in TimestampFormats.Names)
        {
            Assert.True(TimestampFormats.TryParse(name, default, out var format, out _));
            Assert.Equal(name == "prefix", format is null);
        }
    }

    [Theory]
    [InlineData("syslgo", "did you mean 'syslog'?")]
    [InlineData("SYSLOG", "did you mean 'syslog'?")]
    [InlineData("iso", "did you mean 'iso8601'?")]
    [InlineData("rfc5423", "did you mean 'rfc5424'?")]
    [InlineData("nginx", "did you mean 'apache'?")]
    [InlineData("nginxes and others", "there are auto, prefix, syslog")]
    [InlineData("", "there are auto, prefix, syslog")]
    public void An_unknown_name_is_answered_with_the_nearest_one(string name, string part)
    {
        Assert.False(TimestampFormats.TryParse(name, default, out _, out var error));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_far_name_gets_no_suggestion()
    {
        Assert.False(TimestampFormats.TryParse("something else", default, out _, out var error));
        Assert.DoesNotContain("did you mean", error, StringComparison.Ordinal);
    }
}
