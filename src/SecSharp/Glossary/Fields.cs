namespace SecSharp.Glossary;

/// <summary>The fields of rules.</summary>
internal static class Fields
{
    /// <summary>All fields under the names without a number: <c>pattern</c> stands for <c>pattern2</c> too.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("type", "The rule's type. It decides what the rule does with the events that it matches, and which other fields it has."),
        new("label", "Marks a place between rules that `continue=GoTo` of an earlier rule of the file leads to."),
        new("rem", "A remark. It may be given several times and unlike a `#` comment does not end the rule."),
        new("continue", "Where the search for matching rules goes on after a match: `DontCont` (nowhere in this file, the default), `TakeNext` (at the next rule), `GoTo LABEL`, or `EndMatch` (nowhere, in other files neither)."),
        new("ptype", "How `pattern` is matched: `SubStr`, `RegExp`, `PerlFunc`, `Cached` or `TValue`; with `N` before it (not for TValue) what does *not* match is a match; a number behind it is the number of last input lines that are matched together."),
        new("pattern", "What is looked for in input lines. A match sets match variables: `$0` is what has matched, `$1`, `$2`, ... what the groups have caught, `$+{name}` what a group with a name has."),
        new("varmap", "Names for match variables, `name=number`, and names under which the match is cached for later rules (`ptype=Cached`, `varset`, `$:{name:variable}`), all separated by semicolons."),
        new("context", "A condition that has to hold besides the pattern: names of contexts that must exist, `varset NAME` and Perl code, joined with `&&`, `||` and `!`. In brackets, `[...]`, it is evaluated before the pattern is matched."),
        new("desc", "The operation's description, after substitution of match variables. With the rule and its file it is the identity of the event correlation operation: another text is another operation. Actions see it as `%s`."),
        new("action", "The actions to run, separated by semicolons. When they run depends on the rule's type."),
        new("script", "Command line of a program that runs at each event, with the names of all contexts on its standard input. When it ends with status 0, `action` runs, otherwise `action2`."),
        new("shell", "`Yes` (the default): the shell runs `script` if that has characters which mean something to it; `No`: it is split at white space and run without a shell."),
        new("window", "Length of the window, in seconds: how long events are counted or waited for. In Pair rules 0 is without end."),
        new("thresh", "The number of events within the window that is needed."),
        new("count", "Actions that run for each event that matches this pattern."),
        new("egtoken", "A word that stands for an event of this pattern in what `egpattern` is matched against. The default is the pattern's number."),
        new("egptype", "How `egpattern` is matched: `SubStr`, `RegExp` or `PerlFunc`, or their negations."),
        new("egpattern", "What the events in the window have to look like besides the thresholds: it is matched against their tokens in order of arrival, joined with blanks."),
        new("multact", "`Yes`: `action` runs each time the conditions hold; `No` (the default): once in the life of an operation."),
        new("init", "Actions that run when the operation begins."),
        new("end", "Actions that run when the operation's window is over."),
        new("slide", "Actions that run when the window slides: its first event has dropped out."),
        new("time", "When the actions run, as in crontab: minute (0-59), hour (0-23), day (1-31; 0 is the last day of the month), month (1-12), weekday (0-7), and perhaps the last two digits of the year."),
        new("cfset", "Names of the sets of rule files that matching lines are handed to."),
        new("constset", "`Yes` (the default): names in `cfset` are constant; `No`: they may have match variables in them."),
        new("joincfset", "Names of the sets that this rule file belongs to."),
        new("procallin", "`No`: the rules of this file see only lines that Jump rules hand to them; `Yes` (the default): all lines."),
    ];

    /// <summary>The entry of a field with or without a number behind its name; null for an unknown one.</summary>
    public static Entry? Find(string name)
    {
        var known = name.AsSpan().TrimEnd("0123456789").ToString();
        return All.FirstOrDefault(entry => entry.Word == known);
    }
}
