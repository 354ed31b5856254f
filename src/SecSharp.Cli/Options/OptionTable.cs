using SecSharp.Inputs.Timestamps;

namespace SecSharp.Cli.Options;

/// <summary>All options, each defined once. Those without a source are those of sec(1), OPTIONS.</summary>
internal static class OptionTable
{
    private static readonly Option Conf = new("conf", OptionKind.Text, "PATTERN", "read rules from the files that PATTERN stands for") { IsRepeatable = true };

    private static readonly Option[] Engine =
    [
        new("bufsize", OptionKind.Number, "LINES", "lines held by each input buffer; 0: as many as the rules need") { Default = "0" },
        new("evstoresize", OptionKind.Number, "EVENTS", "most strings in the event store of a context; 0: without limit") { Default = "0" },
        new("cleantime", OptionKind.Number, "SECONDS", "time between two rounds of housekeeping") { Default = "1" },
        new("quoting", OptionKind.Flag, "", "put %s in single quotes in command lines of shellcmd, spawn and cspawn"),
        new("jointbuf", OptionKind.Flag, "", "one input buffer for all inputs (the default where patterns match one line at a time)"),
        new("intevents", OptionKind.Flag, "", "generate internal events such as SEC_STARTUP"),
        new("intcontexts", OptionKind.Flag, "", "set up an internal context around each line"),
        new("ruleperf", OptionKind.Flag, "", "count events and CPU time of each rule for the dump"),
        new("perl", OptionKind.Text, "WHERE", "run Perl code of rules inside this process or in a child; auto: inside where its library is installed") { IsExtension = true, Default = "auto", Choices = ["auto", "embedded", "child"] },
        new("prefilter", OptionKind.Text, "WHEN", "look for literals of all patterns in a line first, and try only rules that can match; auto: with many rules") { IsExtension = true, Default = "auto", Choices = ["auto", "yes", "no"] },
    ];

    private static readonly Option[] Log =
    [
        new("log", OptionKind.Text, "FILE", "log to FILE"),
        new("syslog", OptionKind.Text, "FACILITY", "log to the system's log, with FACILITY such as local0"),
        new("debug", OptionKind.PositiveNumber, "LEVEL", "log messages up to LEVEL: 1 critical, 2 error, 3 warning, 4 notice, 5 information, 6 debug") { Default = "6" },
    ];

    private static readonly Option[] About =
    [
        new("help", OptionKind.Command, "", "show this help") { Synonym = "?" },
        new("version", OptionKind.Command, "", "show the version"),
    ];

    /// <summary>Options of the daemon.</summary>
    public static IReadOnlyList<Option> Daemon { get; } =
    [
        Conf,
        new("input", OptionKind.Text, "PATTERN[=CONTEXT]", "read lines from the files that PATTERN stands for; - is standard input") { IsRepeatable = true },
        new("input-timeout", OptionKind.Number, "SECONDS", "report an input that has had no data for so long; 0: never") { Default = "0", Synonym = "input_timeout" },
        new("timeout-script", OptionKind.Text, "PROGRAM", "program to run with 1 and the name of an input that has had no data for --input-timeout, and with 0 and the name when it has data again") { Synonym = "timeout_script" },
        new("reopen-timeout", OptionKind.Number, "SECONDS", "try to open a closed input again after this time; 0: never") { Default = "0", Synonym = "reopen_timeout" },
        new("check-timeout", OptionKind.Number, "SECONDS", "leave an input without data alone for so long; 0: don't") { Default = "0", Synonym = "check_timeout" },
        new("poll-timeout", OptionKind.Decimal, "SECONDS", "time between two looks at an input that can't wake the program") { Default = "0.1", Synonym = "poll_timeout" },
        new("blocksize", OptionKind.PositiveNumber, "BYTES", "bytes of one input that are looked through before the next has its turn") { Default = "8192" },
        new("socket-timeout", OptionKind.PositiveNumber, "SECONDS", "give up a connection that takes longer than this") { Default = "60", Synonym = "socket_timeout" },
        .. Engine,
        new("tail", OptionKind.Flag, "", "wait for more lines at the end of the inputs; --notail: end there") { Default = "tail" },
        new("fromstart", OptionKind.Flag, "", "begin at the start of input files, not at their end"),
        new("keepopen", OptionKind.Flag, "", "keep inputs open over a soft restart") { Default = "keepopen" },
        new("rwfifo", OptionKind.Flag, "", "open named pipes for writing too, so that they never end") { Default = "rwfifo" },
        .. Log,
        new("pid", OptionKind.Text, "FILE", "write the process id to FILE"),
        new("control", OptionKind.Text, "SOCKET", "answer requests over the Unix socket SOCKET, such as those of sec explain --control") { IsExtension = true },
        new("detach", OptionKind.Flag, "", "become a daemon, with / as working directory and no standard streams"),
        new("user", OptionKind.Text, "USER", "become USER, if started by root"),
        new("group", OptionKind.Text, "GROUP", "become GROUP; further ones are supplementary groups (default: the primary group of --user)") { IsRepeatable = true },
        new("umask", OptionKind.Text, "MASK", "file mode creation mask, such as 0027"),
        new("childterm", OptionKind.Flag, "", "send SIGTERM to child processes at the end and at a full restart") { Default = "childterm" },
        new("reload", OptionKind.Text, "HOW", "what a restart does with rule files that have errors: load what is valid (always), or keep the running rules and restart nothing (safe)") { IsExtension = true, Default = "always", Choices = ["always", "safe"] },
        new("dump", OptionKind.Text, "FILE", "write dumps (signal USR1) to FILE") { Default = "/tmp/sec.dump" },
        new("dumpfts", OptionKind.Flag, "", "append the time to the name of the dump file"),
        new("dumpfjson", OptionKind.Flag, "", "write dumps in JSON"),
        new("testonly", OptionKind.Flag, "", "check the rules and end: status 0 when all are valid, otherwise 1"),
        .. About,
    ];

    /// <summary>Options of <c>sec explain</c>.</summary>
    public static IReadOnlyList<Option> Explain { get; } =
    [
        Conf,
        new("input", OptionKind.Text, "FILE", "explain the lines of FILE, a log as sec replay takes it"),
        new("control", OptionKind.Text, "SOCKET", "explain what the daemon that was started with --control=SOCKET does from now on"),
        new("lines", OptionKind.Number, "NUMBER", "with --control: end after so many lines, of those that are shown; 0: never") { Default = "10" },
        new("rule", OptionKind.Text, "RULE", "show one rule only: FILE:LINE or a LINE of it, FILE#NUMBER or its #NUMBER, or a text in its desc"),
        new("all", OptionKind.Flag, "", "show rules that the prefilter has left out one by one; with --rule, lines that do not come to the rule"),
        new("json", OptionKind.Flag, "", "print a JSON object for each line, event, and passing of time"),
        new("color", OptionKind.Text, "WHEN", "colours; auto: on a terminal, unless NO_COLOR is set") { Default = "auto", Choices = ["auto", "yes", "no"] },
        new("at", OptionKind.Text, "TIME", "the time of lines that have none: '2026-03-01 02:30:00' or seconds since Epoch; default: now"),
        new("timestamps", OptionKind.Text, "FORMAT", "where lines have their time, as in sec replay") { Default = "auto" },
        new("year", OptionKind.PositiveNumber, "YEAR", "the year of the first timestamp that has none"),
        new("run-on", OptionKind.Number, "SECONDS", "let the clock run on after the last line") { Default = "0" },
        .. Engine.Where(static option => option.Name != "ruleperf"),
        .. About,
    ];

    /// <summary>Those of <see cref="Explain"/> that go with a running daemon.</summary>
    public static IReadOnlyList<string> ExplainLive { get; } = ["control", "lines", "rule", "all", "json", "color"];

    /// <summary>Options of <c>sec generate</c>.</summary>
    public static IReadOnlyList<Option> Generate { get; } = About;

    /// <summary>Options of <c>sec replay</c>.</summary>
    public static IReadOnlyList<Option> Replay { get; } =
    [
        Conf,
        new("timestamps", OptionKind.Text, "FORMAT", $"where lines have their time: {string.Join(", ", TimestampFormats.Names)}, or a format such as '%Y-%m-%d %H:%M:%S'") { Default = "auto" },
        new("year", OptionKind.PositiveNumber, "YEAR", "the year of the first timestamp that has none; default: what the time of the file says"),
        new("run-on", OptionKind.Number, "SECONDS", "let the clock run on after the last line") { Default = "0" },
        new("dry-run", OptionKind.Flag, "", "say what would be done outside of the program, and do it not"),
        new("read-ahead", OptionKind.Text, "WHEN", "read, unpack and filter lines ahead on a second thread; auto: with more than one processor") { Default = "auto", Choices = ["auto", "yes", "no"] },
        new("progress", OptionKind.Text, "WHEN", "show on standard error how far the replay has come") { Default = "auto", Choices = ["auto", "yes", "no"] },
        new("summary", OptionKind.Text, "WHEN", "say at the end, on standard error, what was replayed and which rules matched") { Default = "yes", Choices = ["yes", "no"] },
        .. Engine,
        .. Log,
        .. About,
    ];

    /// <summary>Options of <c>sec check</c>: its own, and those of the daemon that findings depend on.</summary>
    public static IReadOnlyList<Option> Check { get; } =
    [
        Conf,
        new("format", OptionKind.Text, "FORMAT", "how findings are written: for people, as JSON, or as SARIF 2.1.0 for tools that show them beside the rules") { Default = "human", Choices = ["human", "json", "sarif"] },
        new("only", OptionKind.Text, "NAME[,NAME]", "run these checks only") { IsRepeatable = true },
        new("skip", OptionKind.Text, "NAME[,NAME]", "don't run these checks") { IsRepeatable = true },
        new("severity", OptionKind.Text, "SEVERITY", "leave findings out that are less severe") { Default = "hint", Choices = ["hint", "warning", "error"] },
        new("list", OptionKind.Command, "", "list all checks"),
        new("input", OptionKind.Text, "PATTERN[=CONTEXT]", "an input of the daemon: its CONTEXT is one that rules may ask for") { IsRepeatable = true },
        .. Engine.Where(static option => option.Name is "bufsize" or "intcontexts" or "intevents" or "quoting" or "perl"),
        .. About,
    ];

    /// <summary>Options of <c>sec fmt</c>.</summary>
    public static IReadOnlyList<Option> Format { get; } =
    [
        new("stdout", OptionKind.Flag, "", "print what the files become, and leave them alone"),
        new("check", OptionKind.Flag, "", "print the names of files that would change, and leave them alone: status 1 if there is one"),
        new("diff", OptionKind.Flag, "", "print what would change, for patch(1), and leave the files alone"),
        .. About,
    ];

    /// <summary>Options of <c>sec lsp</c>.</summary>
    public static IReadOnlyList<Option> LanguageServer { get; } =
    [
        new("conf", OptionKind.Text, "PATTERN", "the rule base is the files that PATTERN stands for; default: all *.sec files in the folders that the editor has open, and *.conf files with rules in them") { IsRepeatable = true },
        new("compile-perl", OptionKind.Flag, "", "compile Perl code of rules to find its faults; this runs BEGIN blocks and loads modules of whatever file is opened"),
        new("stdio", OptionKind.Flag, "", "speak over standard input and output, as always; some editors give this option") { Default = "stdio" },
        .. About,
    ];

    /// <summary>Options of <c>sec test</c> that go with --record.</summary>
    public static IReadOnlyList<Option> TestRecord { get; } =
    [
        Conf with { Help = "with --record: " + Conf.Help },
        new("timestamps", OptionKind.Text, "FORMAT", "with --record: where lines have their time, as in sec replay") { Default = "auto" },
        new("year", OptionKind.PositiveNumber, "YEAR", "with --record: the year of the first timestamp that has none"),
        new("from", OptionKind.Text, "TIME", "with --record: leave out lines before TIME, such as '2026-03-01 02:30:00' or as in the log"),
        new("to", OptionKind.Text, "TIME", "with --record: leave out lines after TIME"),
        new("lines", OptionKind.Text, "FIRST-LAST", "with --record: the lines of these numbers only"),
        new("run-on", OptionKind.Number, "SECONDS", "with --record: let the clock run on after the last line") { Default = "0" },
        .. Engine.Where(IsOptionOfTests).Select(static option => option with { Help = "with --record: " + option.Help }),
    ];

    /// <summary>Options of <c>sec test</c>.</summary>
    public static IReadOnlyList<Option> Test { get; } =
    [
        new("only", OptionKind.Text, "NAME", "run the tests whose names contain NAME, or match it if it has a *") { IsRepeatable = true },
        new("verbose", OptionKind.Flag, "", "list the tests that have passed too"),
        new("update", OptionKind.Flag, "", "write what comes out into the test files as what is expected, then run them"),
        new("junit", OptionKind.Text, "FILE", "write the results to FILE in JUnit's XML, for CI systems"),
        new("coverage", OptionKind.Text, "WHEN", "say which rules, and which branches of them, no test has touched") { Default = "no", Choices = ["yes", "no"] },
        new("record", OptionKind.Text, "LOG", "make a test file from LOG, or a piece of it, and what the rules of --conf make of it"),
        .. TestRecord,
        .. About,
    ];

    /// <summary>Whether an option of the engine can be set in test files.</summary>
    public static bool IsOptionOfTests(Option option) =>
        Engine.Any(other => other.Name == option.Name) && option.Name is not ("ruleperf" or "prefilter");
}
