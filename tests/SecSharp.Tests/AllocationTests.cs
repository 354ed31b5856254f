using System.Globalization;
using System.Text;
using SecSharp.Actions;
using SecSharp.Configuration;
using SecSharp.Configuration.Compilation;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Hosting;
using SecSharp.Outputs;
using SecSharp.Replaying;
using SecSharp.Reporting;

namespace SecSharp.Tests;

/// <summary>The hot path allocates nothing for a line that matches no rule, and little for one that does.</summary>
public sealed class AllocationTests
{
    private const string Rules = """
        type=Single
        ptype=RegExp
        pattern=never (\S+) seen
        context=[!OFF]
        desc=$1
        action=write - $1

        type=SingleWithThreshold
        ptype=RegExp
        pattern=failed (\S+)
        context=!IGNORE_$1
        desc=failed $1
        action=none
        window=1000000
        thresh=1000000

        type=Pair
        ptype=RegExp
        pattern=down (\S+)
        desc=down $1
        action=none
        ptype2=SubStr
        pattern2=up $1
        desc2=up
        action2=none

        type=EventGroup2
        ptype=SubStr
        pattern=nothing of this
        ptype2=NRegExp2
        pattern2=.
        desc=group
        action=none
        window=10

        type=Suppress
        ptype=Cached
        pattern=ENTRY
        """;

    [Theory]
    [InlineData(PrefilterMode.No)]
    [InlineData(PrefilterMode.Yes)]
    public void A_line_that_matches_no_rule_allocates_nothing(PrefilterMode prefilter) =>
        Assert.Equal(0, BytesFor(prefilter, "Nov 25 10:00:00 host cron[4711]: (root) CMD (run-parts /etc/cron.hourly)", lines: 1000));

    [Fact]
    public void A_line_that_an_operation_counts_allocates_no_more_than_its_time()
    {
        // The list of occurrence times grows by doubling; everything else is reused.
        var bytes = BytesFor(PrefilterMode.No, "sshd: failed alice", lines: 1000);
        Assert.InRange(bytes, 0, 1000 * 2 * sizeof(long) * 2);
    }

    private static long BytesFor(PrefilterMode prefilter, string text, int lines)
    {
        var variables = new ActionVariables();
        var findings = new List<Diagnostic>();
        var rules = RuleCompiler.Compile([RuleFileParser.Parse("a.sec", Encoding.Latin1.GetBytes(Rules), findings)], variables);
        Assert.Empty(findings);
        var log = new EngineLog();
        var clock = new ReplayClock { Seconds = 1000 };
        using var engine = new Engine(
            rules, variables, new EngineOptions { Prefilter = prefilter }, clock, new OutputSet(Stream.Null, log), new ProgramHost(log), log);
        var source = engine.CreateSource(ByteString.Utf8("log"));
        engine.Start();
        for (var number = 0; number < 100; number++)
        {
            engine.ProcessLine(source, Encoding.Latin1.GetBytes("down " + number.ToString(CultureInfo.InvariantCulture)));
        }

        var line = new ArraySegment<byte>(Encoding.Latin1.GetBytes(text));
        for (var warmUp = 0; warmUp < 200; warmUp++)
        {
            engine.ProcessLine(source, line);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < lines; count++)
        {
            engine.ProcessLine(source, line);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
