using System.Collections.Immutable;
using SecSharp.RuleTests.Comparing;

namespace SecSharp.RuleTests.Running;

/// <summary>What has come of a test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Schedule">Its lines and times.</param>
/// <param name="Outputs">What has come out, in order.</param>
/// <param name="Failures">What is not as expected; none: the test has passed.</param>
internal sealed record RuleTestResult(
    RuleTest Test, TestSchedule Schedule, IReadOnlyList<TestOutput> Outputs, IReadOnlyList<TestFailure> Failures)
{
    /// <summary>Expected and actual output side by side; empty where output is not compared.</summary>
    public ImmutableArray<OutputStep> Steps { get; init; } = [];

    /// <summary>Warnings and errors that the engine has logged.</summary>
    public IReadOnlyList<TestOutput> Messages { get; init; } = [];
}

/// <summary>Something that is not as expected.</summary>
/// <param name="Message">What.</param>
internal sealed record TestFailure(string Message)
{
    /// <summary>The output concerned.</summary>
    public ImmutableArray<OutputStep> Steps { get; init; } = [];
}
