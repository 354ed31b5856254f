using SecSharp.Cli.Life;

namespace SecSharp.Tests.Life;

public class ResourceFileTests
{
    [Fact]
    public void A_line_is_one_argument_and_comments_are_none() => Assert.Equal(
        ["--input=a b", "--conf", "/etc/sec/test.conf", "--debug=3"],
        ResourceFile.Parse("# read\n\n--input=a b\n   # more\n--conf\n/etc/sec/test.conf\n  --debug=3  \n"));
}
