using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;

namespace SecSharp.Formatting;

/// <summary>Lays out the value of a field. What can't be parsed, and all free text, is left as it is.</summary>
internal static class FieldFormatter
{
    /// <summary>The layout of a value.</summary>
    /// <param name="type">The rule's type.</param>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="patternType">The type of the pattern that belongs to the field; empty where there is none.</param>
    public static Layout Format(RuleType type, string name, FieldSlice value, string patternType)
    {
        var text = value.ToString();
        return name.TrimEnd("0123456789").ToString() switch
        {
            "type" => new TextLayout(type.Name),
            "action" or "count" or "init" or "end" or "slide" => ActionList(value),
            "context" => ContextExpressionFormatter.Format(value),
            "ptype" or "egptype" => PatternType(text),
            "pattern" when patternType.Equals("TValue", StringComparison.OrdinalIgnoreCase) => Constant(text, "TRUE", "FALSE"),
            "continue" => PointOfContinue(value),
            "varmap" => VariableMap(value),
            "shell" or "multact" or "constset" or "procallin" => Constant(text, "Yes", "No"),
            "cfset" or "joincfset" => new TextLayout(string.Join(' ', value.Words())),
            "window" or "thresh" when value.Span.ContainsOnlyDigits() => new TextLayout(text.TrimStart('0').PadLeft(1, '0')),
            _ => (Layout?)null,
        } ?? AsItIs(value);
    }

    /// <summary>The value on the lines on which it stands in the file.</summary>
    public static Layout AsItIs(FieldSlice value) => new TextLayout([.. value.Source.LinesOf(value).Select(static line => line.ToString())]);

    private static RowLayout? ActionList(FieldSlice value)
    {
        // A backslash at the end would continue the line; an empty list has to be a value.
        var list = ActionListFormatter.Format(value);
        return list is null or { IsEmpty: true } ? null : new RowLayout([list, new TextLayout(list.EndsInBackslash ? ";" : "")]);
    }

    /// <summary>One of some constants, in the manual's spelling; null for something else.</summary>
    private static TextLayout? Constant(string text, params IEnumerable<string> constants) =>
        constants.FirstOrDefault(constant => constant.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found ? new TextLayout(found) : null;

    private static TextLayout? PatternType(string text)
    {
        var name = text.TrimEnd("0123456789").ToString();
        return PatternParser.TypeNames.FirstOrDefault(type => type.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? new TextLayout(found + text[name.Length..])
            : null;
    }

    private static Layout? PointOfContinue(FieldSlice value)
    {
        var label = value;
        return FieldSlice.TakeWord(ref label).Is("GoTo") && !label.IsEmpty
            ? new RowLayout([new TextLayout("GoTo "), AsItIs(label)])
            : Constant(value.ToString(), "TakeNext", "DontCont", "EndMatch");
    }

    private static TextLayout? VariableMap(FieldSlice value)
    {
        var mappings = new List<string>();
        for (var rest = value; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf(';');
            var part = (end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? rest[rest.Length..] : rest[(end + 1)..].Trim();
            var equals = part.Span.IndexOf('=');
            var name = equals < 0 ? part : part[..equals].Trim();
            if (!Names.IsName(name.Span))
            {
                return null;
            }

            mappings.Add(equals < 0 ? name.ToString() : $"{name}={part[(equals + 1)..].Trim()}");
        }

        return new TextLayout(string.Join("; ", mappings));
    }
}
