namespace SecSharp.Glossary;

/// <summary>The types of rules.</summary>
internal static class RuleTypes
{
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("Single", "Runs its actions at each event that it matches."),
        new("SingleWithScript", "Runs a program at each event that it matches; its exit status decides which actions run."),
        new("SingleWithSuppress", "Runs its actions at the first event and keeps quiet about equal ones for the length of the window."),
        new("Pair", "Runs `action` at a first event, then waits for a second one and runs `action2` when it comes. What matches the first pattern again meanwhile is consumed."),
        new("PairWithWindow", "Waits, after a first event, for a second one. If it comes within the window, `action2` runs; if not, `action` runs when the window is over."),
        new("SingleWithThreshold", "Counts events in a sliding window and runs `action` when there are `thresh` of them; what follows is consumed until the window is over, when `action2` runs."),
        new("SingleWith2Thresholds", "Counts up to `thresh` events within `window` seconds and runs `action`; then waits until there have been at most `thresh2` within `window2` seconds, and runs `action2`."),
        new("EventGroup", "Counts events of several kinds in one sliding window and runs its actions when each has reached its threshold. `EventGroup3` has three patterns: `pattern`, `pattern2`, `pattern3`."),
        new("Suppress", "Ends the search for matching rules in this file: the rules behind it do not see what it matches."),
        new("Calendar", "Runs its actions at given times, whatever the input."),
        new("Jump", "Hands what it matches to sets of rule files."),
        new("Options", "Says to which sets its rule file belongs and whether it sees all input. It matches nothing."),
    ];

    /// <summary>The entry of a type in any case, with or without a number; null for an unknown one.</summary>
    public static Entry? Find(string name) =>
        All.FirstOrDefault(entry => entry.Word.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (name.StartsWith("EventGroup", StringComparison.OrdinalIgnoreCase) ? All.First(static entry => entry.Word == "EventGroup") : null);
}
