using System.Collections.Immutable;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.RuleTests;

/// <summary>A file of rule tests.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Text">Its text, without byte order mark.</param>
/// <param name="Tests">The tests, in order; none when the file has errors.</param>
/// <param name="Findings">What is wrong with it.</param>
internal sealed record RuleTestFile(
    string Path, string Text, ImmutableArray<LocatedTest> Tests, IReadOnlyList<Diagnostic> Findings);

/// <summary>A test, and where its expectations stand in the text of the file.</summary>
/// <param name="Test">The test.</param>
/// <param name="Expected">The value of <c>expect</c>; null where there is none.</param>
/// <param name="End">Offset behind the last key and value of the test; another can be added in the next line. 0: it is an inline table.</param>
internal sealed record LocatedTest(RuleTest Test, TextRange? Expected, int End);

/// <summary>A part of a text.</summary>
internal readonly record struct TextRange(int Start, int Length);
