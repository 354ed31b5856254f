namespace SecSharp.Glossary;

/// <summary>Words that are values of fields.</summary>
internal static class Constants
{
    /// <summary>Pattern types.</summary>
    public static IReadOnlyList<Entry> PatternTypes { get; } =
    [
        new("SubStr", "Matches lines that contain the text. `\\t`, `\\n`, `\\r`, `\\s` (a blank) and `\\\\` are understood in it."),
        new("RegExp", "Matches lines by a Perl regular expression."),
        new("PerlFunc", "Matches lines for which a Perl function, `sub { ... }`, returns something true; what it returns becomes `$1`, `$2`, ..."),
        new("Cached", "Matches when an earlier rule has cached a match for this line under the name given (`varmap`), and takes its match variables over."),
        new("NSubStr", "Matches lines that do not contain the text."),
        new("NRegExp", "Matches lines that the regular expression does not match."),
        new("NPerlFunc", "Matches lines for which the Perl function returns something false."),
        new("NCached", "Matches when no match is cached for this line under the name given."),
        new("TValue", "Matches each line (`TRUE`) or none (`FALSE`)."),
    ];

    /// <summary>Points of continue.</summary>
    public static IReadOnlyList<Entry> PointsOfContinue { get; } =
    [
        new("TakeNext", "After a match the search for matching rules goes on at the next rule of the file."),
        new("GoTo", "After a match the search for matching rules goes on at a label further down in the file: `GoTo LABEL`."),
        new("DontCont", "After a match the search for matching rules ends in this file. This is the default."),
        new("EndMatch", "After a match the search for matching rules ends, in this file and in all that follow."),
    ];

    /// <summary>Truth values of TValue patterns.</summary>
    public static IReadOnlyList<Entry> TruthValues { get; } = [new("TRUE", "Matches each line."), new("FALSE", "Matches no line.")];

    /// <summary>Values of fields that take yes or no.</summary>
    public static IReadOnlyList<Entry> YesAndNo { get; } = [new("Yes", ""), new("No", "")];
}
