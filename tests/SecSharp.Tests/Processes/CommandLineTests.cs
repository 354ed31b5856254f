using SecSharp.Processes;

namespace SecSharp.Tests.Processes;

public class CommandLineTests
{
    [Theory]
    [InlineData("/bin/mail  -s\talert root", "/bin/mail|-s|alert|root")]
    [InlineData(" true ", "true")]
    [InlineData("a # % ^ ! = - + , : @ . / b", "a|#|%|^|!|=|-|+|,|:|@|.|/|b")]
    [InlineData("mail root\n", "mail|root")]
    [InlineData("executable a", "executable|a")]
    [InlineData("./program a", "./program|a")]
    public void A_command_without_metacharacters_is_split_at_white_space(string text, string arguments) =>
        Assert.Equal(arguments, Join(CommandLine.Parse(ByteString.Utf8(text))));

    [Theory]
    [InlineData("a $ b")]
    [InlineData("a & b")]
    [InlineData("a * b")]
    [InlineData("a (b")]
    [InlineData("a )b")]
    [InlineData("a {b")]
    [InlineData("a }b")]
    [InlineData("a [b")]
    [InlineData("a ]b")]
    [InlineData("a 'b'")]
    [InlineData("a \"b\"")]
    [InlineData("a ; b")]
    [InlineData("a \\b")]
    [InlineData("a | b")]
    [InlineData("a ? b")]
    [InlineData("a < b")]
    [InlineData("a > b")]
    [InlineData("a ~ b")]
    [InlineData("a ` b")]
    [InlineData("a\nb")]
    [InlineData("exec a b")]
    [InlineData(". a b")]
    [InlineData("A=b a")]
    [InlineData("a 2>&1 b")]
    public void A_command_with_anything_for_the_shell_is_left_to_it(string text) =>
        Assert.Equal($"/bin/sh|-c|{text}", Join(CommandLine.Parse(ByteString.Utf8(text))));

    [Fact]
    public void Errors_sent_where_output_goes_need_no_shell()
    {
        var command = CommandLine.Parse(ByteString.Utf8("make all 2>&1 "));

        Assert.Equal("make|all", Join(command));
        Assert.True(command.JoinsErrors);
    }

    [Fact]
    public void Arguments_are_never_parsed()
    {
        var command = CommandLine.Of(ByteString.Utf8("echo"), ByteString.Utf8("$(reboot); x"));

        Assert.Equal("echo|$(reboot); x", Join(command));
        Assert.Equal("echo $(reboot); x", command.Text.ToDisplay());
    }

    private static string Join(CommandLine command) =>
        string.Join('|', command.Arguments.Select(static argument => argument.ToDisplay()));
}
