namespace SecSharp.Explaining;

/// <summary>Why a line has not come to a rule: the search has ended before, has passed it over, or has not entered its file.</summary>
internal static class UnreachedRules
{
    /// <summary>A step that tells why.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="line">What has happened to the line.</param>
    public static Step Explain(ExplainedRule rule, Step line)
    {
        var matches = All(line).Where(static step => step is { Kind: "rule", Outcome: StepOutcome.Yes, Rule: not null }).ToList();
        var ofFile = matches.Where(step => step.Rule!.File == rule.File && step.Rule.Number < rule.Number).ToList();
        var isEntered = All(line).Any(step => step.Kind == "file" && step["path"] as string == rule.File);
        var cause = ofFile.LastOrDefault(step => step["continue"] is not long next || next > rule.Number)
            ?? matches.LastOrDefault(static step => step["continue"] as string == "end-of-all");
        var reason = cause is null
            ? isEntered ? "the search has passed it over" : $"no Jump rule leads to {rule.File}, which does not see all lines"
            : cause["continue"] is long goesOn
                ? $"{Name(cause.Rule!)} matches, and the search goes on at rule {goesOn}"
                : $"{Name(cause.Rule!)} matches, and the search ends";
        return new Step("not-reached") { Text = $"{Name(rule)} is not reached: {reason}", Outcome = StepOutcome.No, Rule = rule }
            .With("file", rule.File).With("line", (long)rule.Line).With("number", (long)rule.Number);
    }

    private static string Name(ExplainedRule rule) => FormattableString.Invariant($"{rule.File}: rule {rule.Number}, line {rule.Line}");

    private static IEnumerable<Step> All(Step step) => step.Steps.SelectMany(All).Prepend(step);
}
