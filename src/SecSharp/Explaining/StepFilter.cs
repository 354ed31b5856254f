using System.Globalization;

namespace SecSharp.Explaining;

/// <summary>What of the steps is shown: all, or what has come of rules, and perhaps of certain rules only.</summary>
/// <param name="selection">Which rules are shown; null: all.</param>
/// <param name="showsAll">Whether rules that the prefilter has left out are shown one by one.</param>
internal sealed class StepFilter(RuleSelection? selection, bool showsAll)
{
    /// <summary>
    /// All rules there are: of lines that do not come to a selected rule, or can't match it, it is then told why. Null: such
    /// lines are not shown.
    /// </summary>
    public Func<IEnumerable<ExplainedRule>>? Rules { get; init; }

    /// <summary>The step with what is to be shown of it; null for nothing.</summary>
    public Step? Apply(Step step)
    {
        if (selection is null)
        {
            return Fold(step);
        }

        return Concerns(step) ? Narrow(step) : step.Kind == "line" && Rules is not null ? Unreached(step) : null;
    }

    private Step Unreached(Step step)
    {
        var shown = step.Bare();
        shown.AddRange(Rules!().Where(rule => rule.Type != "Calendar" && selection!.Contains(rule)).Select(rule => UnreachedRules.Explain(rule, step)));
        return shown;
    }

    /// <summary>Folds rules that were left out into one step, unless all are to be shown.</summary>
    private Step Fold(Step step)
    {
        var shown = step.Bare();
        var leftOut = new List<int>();
        foreach (var inner in step.Steps)
        {
            if (!showsAll && IsLeftOut(inner))
            {
                leftOut.Add(inner.Rule!.Number);
                continue;
            }

            AddFolded(shown, leftOut);
            shown.Add(Fold(inner));
        }

        AddFolded(shown, leftOut);
        return shown;
    }

    private static bool IsLeftOut(Step step) => step is { Kind: "rule", Outcome: StepOutcome.Aside };

    private static void AddFolded(Step step, List<int> rules)
    {
        if (rules.Count == 0)
        {
            return;
        }

        step.Add(new Step("left-out")
        {
            Text = $"left out, because no literal that the pattern needs is in the line: {(rules.Count == 1 ? "rule" : "rules")} {Ranges(rules)} (--all shows each)",
            Outcome = StepOutcome.Aside,
        }.With("rules", rules.Select(static number => (long)number).ToList()));
        rules.Clear();
    }

    private static string Ranges(List<int> numbers)
    {
        var parts = new List<string>();
        for (var first = 0; first < numbers.Count;)
        {
            var last = first;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }

            parts.Add(first == last
                ? numbers[first].ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{numbers[first]}-{numbers[last]}"));
            first = last + 1;
        }

        return string.Join(", ", parts);
    }

    private bool Concerns(Step step) => IsWanted(step) || step.Steps.Any(Concerns);

    private Step Narrow(Step step)
    {
        if (IsWanted(step))
        {
            return step;
        }

        var shown = step.Bare();
        shown.AddRange(step.Steps.Where(Concerns).Select(Narrow));
        return shown;
    }

    private bool IsWanted(Step step) =>
        step.Rule is { } rule && (Rules is not null || !step.IsHopeless) && selection!.Contains(rule);
}
