using System.Diagnostics;
using SecSharp.Tests.BlackBox;

namespace SecSharp.Tests.Perl;

/// <summary>Perl code in the built program: what reaches the outside.</summary>
public sealed class PerlProgramTests
{
    [Theory]
    [InlineData("embedded")]
    [InlineData("child")]
    public void Output_of_perl_code_stands_in_its_place_and_exit_ends_the_program(string where)
    {
        var (output, errors, code) = Replay(where, """
            type=Single
            ptype=SubStr
            pattern=go
            desc=d
            action=write - one; lcall %o -> ( sub { print "two\n"; system("echo three"); print STDERR "to errors\n"; 1 } ); write - four; \
                   eval %o ( printf("%%s\n", 'five') ); write - six; eval %o ( END { print "end\n" } 1 ); eval %o ( warn "careful\n" ); \
                   eval %e ( exit(5) ); write - never
            """);
        Assert.Equal("one\ntwo\nthree\nfour\nfive\nsix\nend\n", output);
        Assert.Contains("to errors\n", errors, StringComparison.Ordinal);
        Assert.Contains("careful", errors, StringComparison.Ordinal);
        Assert.Equal(5, code);
    }

    [Fact]
    public void Faults_are_reported_with_place_and_message_and_the_other_rules_load()
    {
        var (output, errors, _) = Replay("auto", """
            type=Single
            ptype=PerlFunc
            pattern=sub { 1 +
            desc=d
            action=write - never

            type=Single
            ptype=SubStr
            pattern=go
            desc=d
            action=write - loaded
            """);
        Assert.Equal("loaded\nloaded\n", output);
        Assert.Contains("a.sec:3:", errors, StringComparison.Ordinal);
        Assert.Contains("field 'pattern'", errors, StringComparison.Ordinal);
        Assert.Contains("syntax error at a.sec line 3", errors, StringComparison.Ordinal);
    }

    private static (string Output, string Errors, int Code) Replay(string where, string rules)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.sec"), rules + "\n");
        File.WriteAllText(Path.Combine(folder.Path, "trace"), "1700000000 go\n1700000001 go on\n");
        var start = new ProcessStartInfo(SecProcess.Built, ["replay", "--timestamps=prefix", "--summary=no", "--perl=" + where, "--conf=a.sec", "trace"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, errors.GetAwaiter().GetResult(), process.ExitCode);
    }
}
