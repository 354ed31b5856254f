using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.Perl;

/// <summary>Contexts saved with Storable at the end of one process and restored in another. sec(1), EXAMPLES.</summary>
public sealed class ContextsAcrossProcessesTests : IDisposable
{
    private const string Rules = """
        type=Single
        ptype=SubStr
        pattern=SEC_STARTUP
        context=SEC_INTERNAL_EVENT
        desc=restore contexts
        action=lcall %ret -> ( sub { require Storable; return unless -e "saved"; \
               my $ref = Storable::retrieve("saved"); \
               foreach my $context (keys %{$ref}) { $main::context_list{$context} = $ref->{$context}; } } )

        type=Single
        ptype=RegExp
        pattern=^login (?<user>\S+) from (.+)$
        desc=login of $1
        action=create LOGIN_$1 5 ( write - end of $+{user}, $2: %s; if %unset ( none ) else ( write - mail \(%t\) for $2 ); \
               lcall %o $1 -> ( sub { return "called with $_[0]" } ); write - %o ); add LOGIN_$1 $0

        type=Pair
        ptype=RegExp
        pattern=^open (\w+)
        desc=open $1
        action=none
        ptype2=RegExp
        pattern2=^close (\w+) $1
        desc2=close
        action2=create PAIR 5 ( write - %1 and $1 )
        window=100

        type=Single
        ptype=SubStr
        pattern=SEC_SHUTDOWN
        context=SEC_INTERNAL_EVENT
        desc=save contexts
        action=lcall %ret -> ( sub { my %hash; $hash{$_} = $main::context_list{$_} foreach keys %main::context_list; \
               Storable::store(\%hash, "saved"); } )

        """;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("embedded")]
    [InlineData("child")]
    public void A_restored_context_has_its_action_list_with_its_values(string hosting)
    {
        _folder.Write("rules.sec", Rules);
        _folder.Write("first", "1700000000 login ann from a;b (c) 100% $1\n1700000001 open door\n1700000002 close the door\n");
        _folder.Write("second", "1700000003 nothing\n");

        Assert.Equal("", Replay(hosting, "first"));
        Assert.Equal(
            "end of ann, a;b (c) 100% $1: login of ann\nmail (Tue Nov 14 22:13:26 2023) for a;b (c) 100% $1\ncalled with ann\ndoor and the\n",
            Replay(hosting, "second", "--run-on=20"));
    }

    public void Dispose() => _folder.Dispose();

    private string Replay(string hosting, string log, params string[] options)
    {
        using var sec = SecProcess.StartProgram(
            SecProcess.Built, _folder, ["replay", "--timestamps=prefix", "--summary=no", "--intevents", "--intcontexts", $"--perl={hosting}", "--conf=rules.sec", .. options, log]);
        Assert.Equal(0, sec.WaitForExit());
        return sec.Output;
    }
}
