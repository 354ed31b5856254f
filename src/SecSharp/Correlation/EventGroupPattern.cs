using SecSharp.Patterns.Pcre2;

namespace SecSharp.Correlation;

/// <summary>The event group pattern of an EventGroup rule (egptype, egpattern): a substring or a regular expression.</summary>
internal sealed class EventGroupPattern(byte[]? needle, Regex? regex, bool negated)
{
    public bool IsMatch(ReadOnlySpan<byte> groupString, RegexScratch scratch) =>
        (regex is not null ? regex.IsMatch(groupString, scratch) : groupString.IndexOf(needle) >= 0) != negated;
}
