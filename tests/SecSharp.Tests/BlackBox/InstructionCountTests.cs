using System.Diagnostics;
using SecSharp.Differential;

namespace SecSharp.Tests.BlackBox;

/// <summary>The cost of a line in instructions, which do not depend on what else the machine does (bench/guard).</summary>
public sealed class InstructionCountTests
{
    [Fact]
    public async Task Lines_cost_no_more_instructions_than_the_baseline_allows()
    {
        Assert.SkipUnless(SecProcess.IsShipped, "only the shipped form is measured");
        var start = new ProcessStartInfo(Repository.Folder("bench/guard"), ["--sec=" + SecProcess.Built])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var guard = Process.Start(start)!;
        var errors = guard.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await guard.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await guard.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(guard.ExitCode == 0, $"bench/guard ended with {guard.ExitCode}:\n{output}{await errors}");
    }
}
