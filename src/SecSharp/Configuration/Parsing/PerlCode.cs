using SecSharp.Configuration.Reading;
using SecSharp.Patterns;
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
    public static PerlFunction? Compile(FieldSlice place, ByteString code, RuleReport report) =>
        Compile(place, report, perl => perl.Compile(code.Span, report.File, place.Position.Line), "not a valid Perl function", "sub { ... }");

    /// <summary>Compiles a regular expression that only Perl can run; null, with a report, where that is not possible.</summary>
    public static PerlFunction? CompileRegex(FieldSlice place, ByteString regex, RuleReport report) => Compile(
        place, report, perl => PerlRegExpPattern.Compile(perl, regex.Span, report.File, place.Position.Line),
        "not a valid regular expression", null);

    private static PerlFunction? Compile(
        FieldSlice place, RuleReport report, Func<PerlHost, PerlFunction> compile, string failure, string? remedy)
    {
        if (Start(place, report) is not { } perl)
        {
            return null;
        }

        try
        {
            return compile(perl);
        }
        catch (PerlException exception)
        {
            report.Error(place, $"{failure}: {Latin1(exception.Message)}", remedy);
            return null;
        }
    }

    /// <summary>Findings hold one character a byte.</summary>
    private static string Latin1(string text) => System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));

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
