using SecSharp.Configuration.Reading;
using SecSharp.Perl;

namespace SecSharp.Configuration.Parsing;

/// <summary>Perl code in rules.</summary>
internal static class PerlCode
{
    private const string Remedy = "remove the rule, or rewrite it without PerlFunc patterns, ->, :>, =, eval, call and lcall";

    /// <summary>Whether Perl code can be run; reports why it can't.</summary>
    public static bool Check(FieldSlice code, RuleReport report) => Start(code, report) is not null;

    /// <summary>Compiles a function; null, with a report, where it does not compile or Perl can't be run.</summary>
    /// <param name="place">The code in the file.</param>
    /// <param name="code">The code.</param>
    /// <param name="report">Takes the report.</param>
    public static PerlFunction? Compile(FieldSlice place, ByteString code, RuleReport report)
    {
        if (Start(place, report) is not { } perl)
        {
            return null;
        }

        try
        {
            return perl.Compile(code.Span, report.File, place.Position.Line);
        }
        catch (PerlException exception)
        {
            report.Error(place, $"not a valid Perl function: {exception.Message}", "sub { ... }");
            return null;
        }
    }

    private static PerlHost? Start(FieldSlice code, RuleReport report)
    {
        if (report.Perl is null)
        {
            report.Error(code, "Perl code can't be run here", Remedy);
            return null;
        }

        try
        {
            return report.Perl.Start();
        }
        catch (PerlUnavailableException exception)
        {
            report.Error(code, $"Perl code can't be run: {exception.Message}", Remedy);
            return null;
        }
    }
}
