using SecSharp.Patterns.Pcre2;

namespace SecSharp.Reporting;

/// <content>Messages about regular expressions.</content>
internal sealed partial class EngineLog
{
    public void RegexLimitReached(Regex regex, RegexLimit limit) => Write(
        LogLevel.Warning,
        $"Regular expression '{regex.Pattern}' has run out of {Describe(limit)} on a line, which counts as no match; said once");

    private static string Describe(RegexLimit limit) => limit switch
    {
        RegexLimit.Steps => "backtracking steps",
        RegexLimit.Memory => "memory for backtracking",
        _ => "possibilities by recursion without end",
    };
}
