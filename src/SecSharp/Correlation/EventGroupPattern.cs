using SecSharp.Patterns.Pcre2;
using SecSharp.Perl;

namespace SecSharp.Correlation;

/// <summary>The event group pattern of an EventGroup rule (egptype, egpattern): a substring, a regular expression or a Perl function.</summary>
internal sealed class EventGroupPattern(byte[]? needle, Regex? regex, PerlFunction? function, bool negated)
{
    /// <summary>The function of PerlFunc and NPerlFunc.</summary>
    public PerlFunction? Function => function;

    public bool IsMatch(ReadOnlySpan<byte> groupString, RegexScratch scratch) =>
        (regex is not null ? regex.IsMatch(groupString, scratch) : groupString.IndexOf(needle) >= 0) != negated;

    /// <summary>Calls the function with the collected arguments; one that dies does not match, negated or not.</summary>
    public bool CallFunction(Engine engine)
    {
        var host = function!.Host;
        if (!host.Call(function, PerlContext.Scalar))
        {
            engine.Log.PerlFailed(negated ? "NPerlFunc event group pattern" : "PerlFunc event group pattern", host.Error);
            return false;
        }

        var isTrue = host.ResultCount > 0 && host.IsTrue(0);
        host.Finish();
        return isTrue != negated;
    }
}
