using System.Text;
using SecSharp.Formatting;
using SecSharp.LanguageServer.Documents;
using SecSharp.LanguageServer.Protocol;
using Range = SecSharp.LanguageServer.Protocol.Range;

namespace SecSharp.LanguageServer.Features;

/// <summary>Formats a document as <c>sec fmt</c> does.</summary>
internal static class DocumentFormatting
{
    /// <summary>The change that is needed: one, of the lines between the first and the last that differ; none for a formatted document.</summary>
    public static IReadOnlyList<TextEdit> Format(SourceText source)
    {
        var old = source.Text;
        var formatted = Encoding.UTF8.GetString(RuleFileFormatter.Format(source.Bytes));
        if (old == formatted)
        {
            return [];
        }

        var before = old.AsSpan().CommonPrefixLength(formatted);
        var start = old.AsSpan(0, before).LastIndexOf('\n') + 1;
        var end = 0;
        while (end < Math.Min(old.Length, formatted.Length) - start && old[^(end + 1)] == formatted[^(end + 1)])
        {
            end++;
        }

        // Back to the beginning of a line, so that no line is taken apart.
        while (end > 0 && end < old.Length && old[^(end + 1)] != '\n')
        {
            end--;
        }

        return [new TextEdit(new Range(source.ToPosition(start), source.ToPosition(old.Length - end)), formatted[start..^end])];
    }
}
