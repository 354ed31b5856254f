using System.Diagnostics;
using SecSharp.RuleTests.Coverage;

namespace SecSharp.RuleTests.Running;

/// <summary>Runs rule tests one after the other.</summary>
/// <param name="setTimeZone">Changes the time zone of the process; called when a test has another one than the test before.</param>
internal sealed class RuleTestRunner(Action<string> setTimeZone)
{
    private string? _timeZone;

    /// <summary>Takes what tests touch of the rules; null: nobody wants to know.</summary>
    public CoverageReport? Coverage { get; init; }

    public TestOutcome Run(LocatedTest located)
    {
        var test = located.Test;
        if (_timeZone != test.TimeZone)
        {
            setTimeZone(test.TimeZone);
            _timeZone = test.TimeZone;
        }

        var start = Stopwatch.GetTimestamp();
        if (!test.HasExpectation)
        {
            return new TestOutcome(located, null, "it expects nothing: write expect = '' if nothing may happen, or have sec test --update record what happens");
        }

        try
        {
            using var run = new TestRun(test, Coverage);
            return new TestOutcome(located, run.Run(), null) { Duration = Stopwatch.GetElapsedTime(start) };
        }
        catch (TestNotRunException exception)
        {
            return new TestOutcome(located, null, exception.Message) { Duration = Stopwatch.GetElapsedTime(start) };
        }
    }
}

/// <summary>What has become of a test.</summary>
/// <param name="Located">The test.</param>
/// <param name="Result">What has come of it; null when it could not be run.</param>
/// <param name="NotRun">Why it could not be run; null when it was.</param>
internal sealed record TestOutcome(LocatedTest Located, RuleTestResult? Result, string? NotRun)
{
    public RuleTest Test => Located.Test;

    public TimeSpan Duration { get; init; }

    public bool HasPassed => Result is { Failures.Count: 0 };
}
