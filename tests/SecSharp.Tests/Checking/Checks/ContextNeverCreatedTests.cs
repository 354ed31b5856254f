using SecSharp.Checking;
using static SecSharp.Tests.Checking.Checked;

namespace SecSharp.Tests.Checking.Checks;

public sealed class ContextNeverCreatedTests
{
    private const string Check = "context-never-created";

    [Theory]
    [InlineData("context=CTX")]
    [InlineData("context=!CTX")]
    [InlineData("context=(A && CTX)\naction=create A")]
    [InlineData("action=report CTX /usr/bin/mail root")]
    [InlineData("action=if %x ( copy CTX %y )")]
    [InlineData("pattern=(a)\ncontext=X_$1\naction=create Y_$1")]
    [InlineData("context=CTX\naction=set CTX 60; delete CTX")]
    public void It_is_told(string fields) => Assert.Single(By(Check, Single(fields.Split('\n'))));

    [Theory]
    [InlineData("context=CTX\naction=create CTX")]
    [InlineData("context=CTX\naction=add CTX x")]
    [InlineData("context=CTX\naction=create X 60 ( prepend CTX x )")]
    [InlineData("context=CTX\naction=if %x ( none ) else ( fill CTX x )")]
    [InlineData("context=B\naction=create A; alias A B")]
    [InlineData("pattern=(a)(b)\ncontext=CTX_$1_$2\naction=create CTX_$2_$1")]
    [InlineData("pattern=(a)\ncontext=CTX_a\naction=create CTX_$1")]
    [InlineData("pattern=(a)\ncontext=FULL_$1\ndesc=FULL_$1\naction=create")]
    [InlineData("context=CTX_1\naction=create %name")]
    [InlineData("context=_FILE_EVENT_/var/log/x")]
    [InlineData("context=SEC_INTERNAL_EVENT")]
    [InlineData("context=[INPUT]")]
    [InlineData("context=X\naction=cevent X 0 y")]
    [InlineData("context=X\naction=addinput /var/log/x 0 X")]
    [InlineData("action=create A 60 ( report _THIS cat ); delete B")]
    public void It_is_not_told(string fields) => Assert.Empty(By(Check, Single(fields.Split('\n'))));

    [Fact]
    public void It_may_be_created_in_another_file() =>
        Assert.Empty(By(Check, Single("context=CTX"), Rule("Calendar", "desc=CTX", "action=create %s 60")));

    [Fact]
    public void With_inputs_given_their_contexts_are_known() => Assert.Contains(
        "'MAIL'", Assert.Single(By(Check, new CheckOptions { InputContexts = [ByteString.Utf8("WEB")] }, Single("context=[WEB || MAIL]"))), StringComparison.Ordinal);

    [Fact]
    public void Internal_contexts_need_their_options() => Assert.Equal(2, By(
        Check, new CheckOptions { InternalContexts = false, InternalEvents = false }, Single("context=SEC_INTERNAL_EVENT || _FILE_EVENT_/x")).Count);

    [Theory]
    [InlineData("lcall %x -> ( sub { $main::context_list{X} = {}; } )")]
    [InlineData("eval %x ( require '/etc/sec/perl/Mine.pm' )")]
    public void Perl_code_may_create_contexts(string action)
    {
        using var perl = new SecSharp.Perl.PerlRuntime();
        Assert.Empty(By(Check, new CheckOptions { Perl = perl }, Single("context=CTX", "action=" + action)));
    }

    [Fact]
    public void Nothing_is_told_where_a_rule_does_not_load() => Assert.Empty(By(Check, File(Single("context=CTX"), "type=Single\naction=create CTX\n")));
}
