using System.Collections.Immutable;
using System.Globalization;

namespace SecSharp.Configuration.Parsing;

/// <summary>A rule type with the fields it takes. sec(1), RULE TYPES.</summary>
/// <param name="Name">The type as the manual spells it.</param>
/// <param name="Required">Fields that it needs.</param>
/// <param name="Optional">Fields that it may have; every type may have <c>rem</c>.</param>
internal sealed record RuleType(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional)
{
    /// <summary>Most patterns that an EventGroup rule may have.</summary>
    public const int MostEvents = 1000;

    private static readonly ImmutableArray<RuleType> Types =
    [
        new("Single", ["ptype", "pattern", "desc", "action"], ["continue", "varmap", "context"]),
        new("SingleWithScript", ["ptype", "pattern", "script", "desc", "action"], ["continue", "varmap", "context", "shell", "action2"]),
        new("SingleWithSuppress", ["ptype", "pattern", "desc", "action", "window"], ["continue", "varmap", "context"]),
        new("Pair", PairFields, ["continue", "varmap", "context", "continue2", "varmap2", "context2", "window"]),
        new("PairWithWindow", [.. PairFields, "window"], ["continue", "varmap", "context", "continue2", "varmap2", "context2"]),
        new("SingleWithThreshold", ["ptype", "pattern", "desc", "action", "window", "thresh"], ["continue", "varmap", "context", "action2"]),
        new(
            "SingleWith2Thresholds",
            ["ptype", "pattern", "desc", "action", "window", "thresh", "desc2", "action2", "window2", "thresh2"],
            ["continue", "varmap", "context"]),
        new("Suppress", ["ptype", "pattern"], ["varmap", "context", "desc"]),
        new("Calendar", ["time", "desc", "action"], ["context"]),
        new("Jump", ["ptype", "pattern"], ["continue", "varmap", "context", "cfset", "constset", "desc"]),
        new("Options", [], ["joincfset", "procallin"]),
    ];

    private const string EventGroup = "EventGroup";

    /// <summary>Number of events of an EventGroup type; 0 for other types.</summary>
    public int Events { get; private init; }

    /// <summary>Names of all types, for suggestions.</summary>
    public static IEnumerable<string> Names => [.. Types.Select(static type => type.Name), EventGroup, "EventGroup2", "EventGroup3"];

    private static ImmutableArray<string> PairFields => ["ptype", "pattern", "desc", "action", "ptype2", "pattern2", "desc2", "action2"];

    /// <summary>Whether the type takes a field of the given name.</summary>
    public bool Takes(string field) => Required.Contains(field) || Optional.Contains(field) || field == "type";

    /// <summary>Finds a type by its name in any case; null for an unknown one, or an EventGroup with an impossible number.</summary>
    public static RuleType? Find(string name)
    {
        if (!name.StartsWith(EventGroup, StringComparison.OrdinalIgnoreCase))
        {
            return Types.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        }

        var number = name[EventGroup.Length..];
        if (number.Length == 0)
        {
            return OfEvents(1);
        }

        return number.All(char.IsAsciiDigit)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var events)
            && events is >= 1 and <= MostEvents
            ? OfEvents(events)
            : null;
    }

    /// <summary>What stands behind the field names of the event with the given index: nothing for the first, then 2, 3, ...</summary>
    public static string Suffix(int index) => index == 0 ? "" : (index + 1).ToString(CultureInfo.InvariantCulture);

    private static RuleType OfEvents(int events)
    {
        var suffixes = Enumerable.Range(0, events).Select(Suffix).ToArray();
        string[] optional = ["continue", "varmap", "context", "count", "thresh", "egtoken"];
        return new RuleType(
            events == 1 ? EventGroup : EventGroup + Suffix(events - 1),
            [.. suffixes.SelectMany(static suffix => new[] { "ptype" + suffix, "pattern" + suffix }), "desc", "action", "window"],
            [.. suffixes.SelectMany(suffix => optional.Select(field => field + suffix)), "init", "end", "slide", "multact", "egptype", "egpattern"])
        {
            Events = events,
        };
    }
}
