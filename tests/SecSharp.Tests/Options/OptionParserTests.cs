using SecSharp.Cli.Documentation;
using SecSharp.Cli.Options;

namespace SecSharp.Tests.Options;

public sealed class OptionParserTests
{
    [Theory]
    [InlineData("--conf=a", "a")]
    [InlineData("-conf=a", "a")]
    [InlineData("--CONF=a", "a")]
    [InlineData("--con=a", "a")]
    [InlineData("--conf= a=b ", " a=b ")]
    [InlineData("--co=a", "a")]
    public void A_value_is_taken_in_every_spelling(string argument, string value) =>
        Assert.Equal(value, Parse(argument).Text("conf"));

    [Fact]
    public void Shortened_names_mean_what_they_mean_to_the_reference() => Assert.Equal("5", Parse("--re=5").Text("reopen-timeout"));

    [Fact]
    public void A_value_may_be_the_next_argument() => Assert.Equal("a", Parse("--conf", "a").Text("conf"));

    [Theory]
    [InlineData("--notail", false)]
    [InlineData("--no-tail", false)]
    [InlineData("--tail", true)]
    [InlineData("-tail", true)]
    public void A_flag_can_be_negated(string argument, bool value) => Assert.Equal(value, Parse(argument).Flag("tail"));

    [Fact]
    public void Synonyms_of_the_reference_are_known() => Assert.Equal(5, Parse("--reopen_timeout=5").Number("reopen-timeout", 0));

    [Fact]
    public void What_stands_behind_two_dashes_is_no_option() =>
        Assert.Equal(["--conf=a", "-"], Parse("--", "--conf=a", "-").Arguments);

    [Theory]
    [InlineData("--confg=a", "unknown option --confg: did you mean --conf?")]
    [InlineData("--nottail", "unknown option --nottail: did you mean --notail?")]
    [InlineData("--conf", "option --conf needs a value: --conf=PATTERN")]
    [InlineData("--tail=yes", "option --tail takes no value")]
    [InlineData("--bufsize=x", "option --bufsize: 'x' is not possible; it takes an integer of 0 or more")]
    [InlineData("--bufsize=-1", "option --bufsize: '-1' is not possible; it takes an integer of 0 or more")]
    [InlineData("--blocksize=0", "option --blocksize: '0' is not possible; it takes an integer of 1 or more")]
    [InlineData("--poll-timeout=soon", "option --poll-timeout: 'soon' is not possible; it takes a number of 0 or more")]
    [InlineData("--inp=x", "option --inp may be --input or --input-timeout")]
    public void What_is_wrong_is_told(string argument, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Parse(argument)).Message);

    public static IEnumerable<TheoryDataRow<string>> Commands =>
        ManualPage.AllCommands.Select(static command => new TheoryDataRow<string>(command.Name));

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_help_is_as_approved(string name)
    {
        var command = ManualPage.AllCommands.Single(command => command.Name == name);
        Approved.Check($"tests/SecSharp.Tests/Options/help-{(name.Length == 0 ? "daemon" : name)}.approved.txt", HelpText.Of(command));
    }

    private static OptionValues Parse(params string[] arguments) => OptionParser.Parse(arguments, OptionTable.Daemon);
}
