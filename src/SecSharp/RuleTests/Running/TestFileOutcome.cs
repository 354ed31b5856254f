using System.Collections.Immutable;

namespace SecSharp.RuleTests.Running;

/// <summary>What has become of the tests of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Outcomes">Those of its tests that were selected.</param>
/// <param name="Error">Why the file could not be read; null when it could.</param>
internal sealed record TestFileOutcome(string Path, ImmutableArray<TestOutcome> Outcomes, string? Error);
