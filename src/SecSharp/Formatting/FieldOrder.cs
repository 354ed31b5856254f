using SecSharp.Configuration.Parsing;

namespace SecSharp.Formatting;

/// <summary>The order in which a rule's fields are written: that of the manual. sec(1), RULE TYPES.</summary>
internal static class FieldOrder
{
    /// <summary>All fields that rules of a type may have, in order.</summary>
    public static IReadOnlyList<string> Of(RuleType type)
    {
        IEnumerable<string> fields = type switch
        {
            { Events: > 0 } => [
                .. Enumerable.Range(0, type.Events).SelectMany(static index => Event(RuleType.Suffix(index))),
                "desc", "action", "init", "end", "slide", "multact", "egptype", "egpattern", "window"],
            { Name: "SingleWith2Thresholds" } =>
                [.. Match(""), "desc", "action", "window", "thresh", "desc2", "action2", "window2", "thresh2"],
            _ => [
                "time", .. Match(""), "script", "shell", "cfset", "constset", "desc", "action",
                .. Match("2"), "desc2", "action2", "window", "thresh", "joincfset", "procallin"],
        };
        return ["type", .. fields.Where(type.Takes)];
    }

    private static IEnumerable<string> Match(string suffix) =>
        ["continue" + suffix, "ptype" + suffix, "pattern" + suffix, "varmap" + suffix, "context" + suffix];

    private static IEnumerable<string> Event(string suffix) =>
        [.. Match(suffix), "count" + suffix, "thresh" + suffix, "egtoken" + suffix];
}
