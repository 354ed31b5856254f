using SecSharp.Cli.Options;
using SecSharp.Perl;

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
    public static PerlRuntime PerlFrom(OptionValues values, bool virtualTime) => new(
        values.Text("perl") switch
        {
            "embedded" => PerlHosting.Embedded,
            "child" => PerlHosting.ChildProcess,
            _ => PerlHosting.Automatic,
        },
        virtualTime);

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
