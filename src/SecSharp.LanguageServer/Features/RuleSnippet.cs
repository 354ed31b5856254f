using System.Globalization;
using System.Text;
using SecSharp.Configuration.Parsing;
using SecSharp.Formatting;

namespace SecSharp.LanguageServer.Features;

/// <summary>The required fields of a rule with places to fill in, as a snippet of the protocol.</summary>
internal static class RuleSnippet
{
    public static string Of(string type)
    {
        var rule = RuleType.Find(type)!;
        var text = new StringBuilder("type=").Append(type);
        var stop = 0;
        string[] fields = [.. rule.Required, .. rule.Name switch { "Options" => ["joincfset", "procallin"], "Jump" => new[] { "cfset" }, _ => [] }];
        foreach (var field in FieldOrder.Of(rule).Where(fields.Contains))
        {
            var choice = field.AsSpan().TrimEnd("0123456789") switch
            {
                "ptype" => "|RegExp,SubStr,PerlFunc,Cached,TValue|",
                "procallin" => "|No,Yes|",
                "time" => ":0 * * * *",
                _ => "",
            };
            text.Append(CultureInfo.InvariantCulture, $"\n{field}=${{{++stop}{choice}}}");
        }

        return text.Append('\n').ToString();
    }
}
