using System.Globalization;

namespace SecSharp.Explaining;

/// <summary>What of the steps is shown: all, or what has come of rules, and perhaps of certain rules only.</summary>
/// <param name="rule">
/// <c>FILE:LINE</c> or <c>LINE</c>, the line at which a rule begins, or a text that its desc contains; null: all rules.
/// </param>
/// <param name="showsAll">Whether rules that the prefilter has left out are shown one by one.</param>
internal sealed class StepFilter(string? rule, bool showsAll)
{
    /// <summary>The step with what is to be shown of it; null for nothing.</summary>
    public Step? Apply(Step step)
    {
        if (rule is null)
        {
            return Fold(step);
        }

        return Concerns(step) ? Narrow(step) : null;
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

    private bool Concerns(Step step) => IsWanted(step.Rule) || step.Steps.Any(Concerns);

    private Step Narrow(Step step)
    {
        if (IsWanted(step.Rule))
        {
            return step;
        }

        var shown = step.Bare();
        shown.AddRange(step.Steps.Where(Concerns).Select(Narrow));
        return shown;
    }

    private bool IsWanted(ExplainedRule? explained)
    {
        if (explained is null)
        {
            return false;
        }

        var colon = rule!.LastIndexOf(':');
        var (file, line) = colon > 0 ? (rule[..colon], rule[(colon + 1)..]) : ("", rule);
        if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return explained.Line == number
                && (file.Length == 0 || explained.File == file || explained.File.EndsWith("/" + file, StringComparison.Ordinal));
        }

        return explained.Description.Contains(rule, StringComparison.OrdinalIgnoreCase);
    }
}
