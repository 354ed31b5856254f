using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;

namespace SecSharp.Checking;

/// <summary>A finding with the rule in which it can be silenced.</summary>
/// <param name="Diagnostic">The finding.</param>
/// <param name="File">The rule file.</param>
/// <param name="Block">The rule; null outside of rules.</param>
internal sealed record Finding(Diagnostic Diagnostic, CheckedFile File, RuleBlock? Block);
