using SecSharp.Configuration.Reading;

namespace SecSharp.Configuration.Parsing;

/// <summary>Perl code in rules.</summary>
internal static class PerlCode
{
    /// <summary>Whether Perl code can be run; reports that it can't.</summary>
    public static bool Check(FieldSlice code, RuleReport report)
    {
        report.Error(code, "Perl code can't be run by this version", "remove the rule, or rewrite it without PerlFunc patterns, ->, :>, =, eval, call and lcall");
        return false;
    }
}
