using SecSharp.Checking.Checks;
using SecSharp.Configuration.Diagnostics;

namespace SecSharp.Checking;

/// <summary>All checks.</summary>
internal static class CheckTable
{
    /// <summary>The checks beyond those of the parser, in the order of their pages.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new UnreachableRule(),
        new UnusedLabel(),
        new UndefinedSet(),
        new UnusedSet(),
        new OptionsWithoutEffect(),
        new ContextNeverCreated(),
        new ContextNeverUsed(),
        new CacheEntryNeverSet(),
        new UnsetVariable(),
        new UnsetActionVariable(),
        new DescriptionWithoutVariables(),
        new DescriptionOfWholeLine(),
        new EndlessWindow(),
        new ActionAfterBreak(),
        new EndlessWhile(),
        new ShellInjection(),
        new EventLoop(),
        new SubStrAsRegExp(),
        new BracketsAsClass(),
        new CatastrophicBacktracking(),
        new SwallowedPattern(),
        new LeadingDotStar(),
        new NoLiteral(),
        new IgnoredField(),
    ];

    /// <summary>Names with summaries, in the order of their pages.</summary>
    public static IEnumerable<(string Name, string Summary)> Summaries =>
    [
        (Diagnostic.SyntaxCheck, "what the parser reports: rules that do not load, and fields that it ignores"),
        .. All.Select(static check => (check.Name, check.Summary)),
        (Silencing.Name, Silencing.Summary),
    ];

    /// <summary>The names of all checks.</summary>
    public static IEnumerable<string> Names => Summaries.Select(static check => check.Name);

    /// <summary>The page of a check in the documentation.</summary>
    public static string PageOf(string check) => $"docs/checks/{check}.md";
}
