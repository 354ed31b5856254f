using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class UnsetActionVariableTests
{
    private const string Check = "unset-action-variable";

    [Theory]
    [InlineData("action=write - %text")]
    [InlineData("action=write - %{text}x")]
    [InlineData("action=shellcmd date +%Y")]
    [InlineData("action=if %x ( none )")]
    [InlineData("action=while %x ( free %x )")]
    [InlineData("action=create A 60 ( write - %text )")]
    [InlineData("action=call %o %f; write - %o")]
    [InlineData("action=assign %txt a; write - %text")]
    public void It_is_told(string field)
    {
        using var perl = new SecSharp.Perl.PerlRuntime();
        Assert.Single(By(Check, new SecSharp.Checking.CheckOptions { Perl = perl }, Single(field)));
    }

    [Theory]
    [InlineData("action=assign %text a; write - %text %s %t %u %.hmsstr %.nl")]
    [InlineData("action=write - 100%% %%text 5% 7%. x")]
    [InlineData("action=getsize %n A; if %n ( none )")]
    [InlineData("action=lcall %f -> ( sub { my %hash; 1 } ); if %f ( none )")]
    [InlineData("action=trim 5 A %old; write - %old")]
    [InlineData("action=pop A %x; shift A %y; copy A %z; write - %x%y%z")]
    public void It_is_not_told(string field)
    {
        using var perl = new SecSharp.Perl.PerlRuntime();
        Assert.Empty(By(Check, new SecSharp.Checking.CheckOptions { Perl = perl }, Single(field)));
    }

    [Fact]
    public void A_built_in_variable_is_proposed_where_its_dot_is_missing() => Assert.Equal(
        "did you mean %.hmsstr?", All(new SecSharp.Checking.CheckOptions { Only = [Check] }, Single("action=write - %hmsstr"))[0].Remedy);

    [Fact]
    public void It_may_be_set_in_another_file() => Assert.Empty(By(Check, Single("action=write - %text"), Single("action=assign %text a")));
}
