using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.RuleTests;

/// <summary>Perl code of rules under test runs in the time of the test, with variables of its own for each test.</summary>
public sealed class PerlRuleTests
{
    [Theory]
    [InlineData("embedded")]
    [InlineData("child")]
    public void Each_test_has_its_own_Perl(string where)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/perl"), "Perl is not installed.");
        using var folder = new TemporaryFolder();
        folder.Write("a.sec", """
            type=Single
            ptype=PerlFunc
            pattern=sub { return (++$main::count, time()) if $_[0] =~ /x/; return 0 }
            desc=$1 at $2
            action=write - %s; eval %l (scalar localtime()); write - %l

            type=Single
            ptype=SubStr
            pattern=end
            desc=end
            action=eval %o (exit(3))

            """);
        folder.Write("a.toml", $"""
            rules = 'a.sec'
            options.perl = '{where}'
            [[test]]
            name = 'one'
            timezone = 'CET-1'
            events = '+0s x'
            expect = '''
            +0s  1 at 1767222000
            +0s  Thu Jan  1 00:00:00 2026
            '''
            [[test]]
            name = 'two'
            events = '+5s x'
            expect = '''
            +5s  1 at 1767225605
            +5s  Thu Jan  1 00:00:05 2026
            '''
            [[test]]
            name = 'three'
            events = '+7s end'
            expect = ''
            """);

        using var run = SecProcess.Start(folder, "test", "a.toml");

        Assert.Equal(1, run.WaitForExit());
        Assert.Equal(
            "FAILED a.toml:18 three\n    Perl code has ended the program with exit status 3 at +7s\n3 tests: 2 passed, 1 failed\n", run.Output);
    }
}
