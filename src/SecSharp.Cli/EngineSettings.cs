using SecSharp.Cli.Options;
using SecSharp.Inputs.Timestamps;
using SecSharp.Perl;
using SecSharp.Replaying;

namespace SecSharp.Cli;

/// <summary>Makes the settings of engine and inputs from the command line.</summary>
internal static class EngineSettings
{
    /// <summary>The engine's settings; an --input with a context switches --intcontexts on.</summary>
    public static EngineOptions From(OptionValues values) => new()
    {
        BufferSize = (int)values.Number("bufsize", 0),
        JointBuffer = values.Flag("jointbuf"),
        EventStoreSize = (int)values.Number("evstoresize", 0),
        CleanTime = values.Number("cleantime", 1),
        InternalEvents = values.Flag("intevents") ?? false,
        InternalContexts = (values.Flag("intcontexts") ?? false)
            || values.Texts("input").Any(static input => Inputs.InputPattern.Parse(input).Context.Length > 0),
        RulePerformance = values.Flag("ruleperf") ?? false,
        Quoting = values.Flag("quoting") ?? false,
        Prefilter = values.Text("prefilter") switch
        {
            "yes" => PrefilterMode.Yes,
            "no" => PrefilterMode.No,
            _ => PrefilterMode.Auto,
        },
    };

    /// <summary>What runs Perl code of rules.</summary>
    /// <param name="values">The command line.</param>
    /// <param name="virtualTime">Whether time in Perl code is that of the events.</param>
    public static PerlRuntime PerlFrom(OptionValues values, bool virtualTime) => new(HostingFrom(values), virtualTime);

    /// <summary>Where Perl code of rules is run.</summary>
    public static PerlHosting HostingFrom(OptionValues values) => values.Text("perl") switch
    {
        "embedded" => PerlHosting.Embedded,
        "child" => PerlHosting.ChildProcess,
        _ => PerlHosting.Automatic,
    };

    /// <summary>Where lines of a log have their time; null for traces whose lines begin with it.</summary>
    /// <exception cref="UsageException">There is no such format.</exception>
    public static TimestampFormat? TimestampsFrom(OptionValues values, ReplayInput log)
    {
        var year = values.Number("year", 0);
        var reference = year > 0
            ? YearReference.Of((int)year)
            : YearReference.UpTo(log.Modified ?? TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return TimestampFormats.TryParse(values.Text("timestamps") ?? "auto", reference, out var format, out var error)
            ? format
            : throw new UsageException(error);
    }

    /// <summary>The inputs' settings.</summary>
    public static Inputs.InputOptions InputsFrom(OptionValues values) => new()
    {
        Patterns = [.. values.Texts("input")],
        Tail = values.Flag("tail") ?? true,
        FromStart = values.Flag("fromstart") ?? false,
        ReopenTimeout = values.Number("reopen-timeout", 0),
        CheckTimeout = values.Number("check-timeout", 0),
        PollTimeout = TimeSpan.FromSeconds(values.Decimal("poll-timeout", 0.1)),
        BlockSize = (int)values.Number("blocksize", 8192),
        InputTimeout = values.Number("input-timeout", 0),
        ReadWriteFifo = values.Flag("rwfifo") ?? true,
        KeepOpen = values.Flag("keepopen") ?? true,
    };
}
