using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Parsing;

/// <summary>Parses continue fields. Labels are resolved when all rules of the file are known.</summary>
internal static class ContinueParser
{
    public static ContinueSyntax? Parse(FieldSlice text, RuleReport report)
    {
        if (text.Is("TakeNext"))
        {
            return new ContinueSyntax(ContinueKind.TakeNext);
        }

        if (text.Is("DontCont"))
        {
            return ContinueSyntax.DontCont;
        }

        if (text.Is("EndMatch"))
        {
            return new ContinueSyntax(ContinueKind.EndMatch);
        }

        var rest = text;
        if (FieldSlice.TakeWord(ref rest).Is("GoTo") && !rest.IsEmpty)
        {
            return new ContinueSyntax(ContinueKind.GoTo, rest.ToBytes());
        }

        report.Error(text, $"'{text}' is no point of continue", "TakeNext, GoTo LABEL, DontCont or EndMatch");
        return null;
    }
}
