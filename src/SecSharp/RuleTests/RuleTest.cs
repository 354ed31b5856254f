using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;
using SecSharp.Perl;

namespace SecSharp.RuleTests;

/// <summary>A rule test as its file states it: rules, what happens, and what must come of it.</summary>
internal sealed record RuleTest
{
    public required string Name { get; init; }

    /// <summary>The file it stands in, as the caller has named it.</summary>
    public required string File { get; init; }

    /// <summary>Line of the file at which it begins.</summary>
    public required int Line { get; init; }

    /// <summary>The rule files, in order.</summary>
    public ImmutableArray<TestedRuleFile> Rules { get; init; } = [];

    public EngineOptions Options { get; init; } = new();

    /// <summary>Which way Perl code of rules is run.</summary>
    public PerlHosting Perl { get; init; }

    /// <summary>The time zone, as TZ names it.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>How bytes are written in the file.</summary>
    public TextEncoding Encoding { get; init; }

    /// <summary>When the clock starts; null: at the first event that has a time of the clock, otherwise at the default.</summary>
    public TestTime? Start { get; init; }

    /// <summary>Until when the clock runs at least; null: until the last moment that the test mentions.</summary>
    public TestTime? Until { get; init; }

    public ImmutableArray<TestInput> Inputs { get; init; } = [];

    public ImmutableArray<CommandAnswer> Answers { get; init; } = [];

    /// <summary>What must come out; null: output is not compared.</summary>
    public ExpectedOutputs? Expected { get; init; }

    /// <summary>Wildcard patterns of output that must not occur.</summary>
    public ImmutableArray<ByteString> Never { get; init; } = [];

    /// <summary>Kinds of output that are compared.</summary>
    public OutputKinds Observed { get; init; } = OutputKinds.Usual;

    /// <summary>What contexts and operations there must be, and must not be.</summary>
    public ImmutableArray<StateCheck> Checks { get; init; } = [];

    /// <summary>How often rules must match.</summary>
    public ImmutableArray<ExpectedMatches> Matches { get; init; } = [];

    /// <summary>Whether it expects anything at all.</summary>
    public bool HasExpectation => Expected is not null || !Never.IsEmpty || !Checks.IsEmpty || !Matches.IsEmpty;
}

/// <summary>A rule file under test.</summary>
/// <param name="Path">Its name as the program opens it.</param>
/// <param name="Name">
/// Its name as operations know it, which decides in which order they act within a second: relative to the test file, so
/// that it does not matter where the program is started.
/// </param>
internal readonly record struct TestedRuleFile(string Path, string Name);

/// <summary>Which bytes the characters of a test file stand for.</summary>
internal enum TextEncoding
{
    /// <summary>Those of UTF-8.</summary>
    Utf8,

    /// <summary>Each character is one byte, so that lines that are not UTF-8 can be written.</summary>
    Latin1,
}

/// <summary>Kinds of output.</summary>
[Flags]
internal enum OutputKinds
{
    None = 0,

    /// <summary>Lines on standard output, and what actions would have done outside.</summary>
    Actions = 1,

    /// <summary>Texts of logonly.</summary>
    LogOnly = 2,

    /// <summary>Events raised by event, tevent and cevent.</summary>
    Events = 4,

    /// <summary>Warnings and errors that the engine logs.</summary>
    Log = 8,

    /// <summary>What is compared unless the test says more.</summary>
    Usual = Actions | LogOnly,
}

/// <summary>A source of lines with what comes from it.</summary>
/// <param name="Name">Its name, as <c>$+{_inputsrc}</c> shows it.</param>
/// <param name="Context">Its internal context; empty: the default one.</param>
/// <param name="Events">Lines with their times, in order.</param>
internal sealed record TestInput(ByteString Name, ByteString Context, ImmutableArray<TestEvent> Events)
{
    /// <summary>Lines that have their times in themselves; null: none.</summary>
    public LogText? Log { get; init; }
}

/// <summary>A line at a time. Without a line the clock moves only.</summary>
internal readonly record struct TestEvent(TestTime Time, ByteString? Line);

/// <summary>Log lines that have their times in themselves.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Timestamps">Their format, as --timestamps takes it.</param>
/// <param name="Year">Year of the first timestamp that has none; 0: that of the start of the test, or else of the default start.</param>
/// <param name="Position">Where the test file names them.</param>
internal sealed record LogText(ImmutableArray<ByteString> Lines, string Timestamps, int Year, SourcePosition Position);

/// <summary>What a command that a rule starts writes, and how it ends; nothing is run in a test.</summary>
/// <param name="Command">Wildcard pattern of the command line, or of the file that addinput names.</param>
/// <param name="IsInput">Whether it is lines of a file that addinput names.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Status">Exit status.</param>
/// <param name="After">Seconds from the start of the command to its output and end.</param>
internal sealed record CommandAnswer(ByteString Command, bool IsInput, ImmutableArray<ByteString> Lines, int Status, long After);

/// <summary>Contexts and operations that must be there, or must not, at a time; null: at the end.</summary>
internal sealed record StateCheck(TestTime? At, int Line)
{
    public ImmutableArray<ByteString> Contexts { get; init; } = [];

    public ImmutableArray<ByteString> NoContexts { get; init; } = [];

    public ImmutableArray<ByteString> Operations { get; init; } = [];

    public ImmutableArray<ByteString> NoOperations { get; init; } = [];
}

/// <summary>How often a rule must match.</summary>
/// <param name="Rule">The rule: FILE:LINE, or its desc field.</param>
/// <param name="Count">How often.</param>
/// <param name="Position">Where the test file says so.</param>
internal sealed record ExpectedMatches(string Rule, long Count, SourcePosition Position);

/// <summary>What must come out.</summary>
/// <param name="Outputs">The outputs.</param>
/// <param name="IsOrdered">Whether their order counts.</param>
internal sealed record ExpectedOutputs(ImmutableArray<ExpectedOutput> Outputs, bool IsOrdered);

/// <summary>An output that must occur.</summary>
/// <param name="Time">When; null: at any time.</param>
/// <param name="Text">What.</param>
internal readonly record struct ExpectedOutput(TestTime? Time, ByteString Text);
