using System.Globalization;
using SecSharp.Configuration.Syntax;
using SecSharp.Correlation;
using SecSharp.Patterns;

namespace SecSharp.Reporting.Dumping;

/// <summary>What the dump says of one event correlation operation; keys are those of the reference's JSON dump.</summary>
internal sealed class OperationFields(Operation operation, string path, IDumpFields fields)
{
    /// <summary>Id of an operation: rule file, number of the rule and description string.</summary>
    public static byte[] KeyOf(Operation operation, string path)
    {
        var key = new ByteBuilder();
        key.Append(ByteString.Utf8(string.Create(CultureInfo.InvariantCulture, $"{path} | {operation.Rule.Id.Number} | ")).Span);
        key.Append(operation.Description.Span);
        return key.ToArray();
    }

    public void Write()
    {
        var rule = (EventRuleSyntax)operation.Rule.Syntax!;
        fields.Text("key", "Operation", KeyOf(operation, path));
        fields.Time("starttime", "Started", operation.Started);
        fields.Time("windowstart", "Window begins", operation.WindowStart);
        if (operation.Window > 0)
        {
            fields.Time("windowend", "Window ends", operation.WindowStart + operation.Window);
        }

        fields.Text("configfile", "Rule file", ByteString.Utf8(path).Span);
        fields.Number("ruleid", "Rule number in operation ids", operation.Rule.Id.Number);
        Text("type", "Type", rule is EventGroupSyntax { Events.Length: 1 } ? "EventGroup1" : rule.TypeName);
        fields.Text("desc", "Description", operation.Description.Span);
        switch (rule)
        {
            case SingleWithSuppressSyntax suppress:
                Match(suppress.Match, "");
                Action("action", "Action", suppress.Action);
                fields.Number("window", "Window", suppress.Window, "seconds");
                break;
            case SingleWithThresholdSyntax threshold:
                Match(threshold.Match, "");
                Action("action", "Action", threshold.Action);
                Action("action2", "Action2", threshold.Action2);
                fields.Number("window", "Window", threshold.Window, "seconds");
                fields.Number("threshold", "Threshold", threshold.Threshold);
                fields.Events(operation.Observed);
                break;
            case SingleWith2ThresholdsSyntax thresholds:
                TwoThresholds(thresholds);
                break;
            case PairSyntax pair:
                Pair(pair);
                break;
            case EventGroupSyntax events:
                EventGroup(events);
                break;
        }
    }

    private VariableScope Scope => StartingMatch.Pattern.SetsVariables
        ? VariableScope.Live with { Slots = operation.BoundTable }
        : VariableScope.None;

    /// <summary>What the event met that has started the operation.</summary>
    private MatchSyntax StartingMatch => operation is EventGroupOperation { StartedBy: var index }
        ? ((EventGroupSyntax)operation.Rule.Syntax!).Events[index].Match
        : ((EventRuleSyntax)operation.Rule.Syntax!).Match;

    private void TwoThresholds(SingleWith2ThresholdsSyntax rule)
    {
        Match(rule.Match, "");
        Action("action", "Action", rule.Action);
        fields.Number("window", "Window", rule.Window, "seconds");
        fields.Number("threshold", "Threshold", rule.Threshold);
        Text("desc2", "Description2", rule.Description2, Scope, new KnownValues(operation.Bound));
        Action("action2", "Action2", rule.Action2);
        fields.Number("window2", "Window2", rule.Window2, "seconds");
        fields.Number("threshold2", "Threshold2", rule.Threshold2);
        fields.Events(operation.Observed);
    }

    private void Pair(PairSyntax rule)
    {
        var pair = (PairOperation)operation;
        var first = new KnownValues(pair.First, ofFirst: true);
        var scope = FirstScope(rule, ((PairRule)operation.Rule).FirstVariables);
        Match(rule.Match, "");
        Action("action", "Action", rule.Action);
        var second = ((PairRule)operation.Rule).SecondPattern;
        fields.Text("pattern2", "Pattern2", second is null
            ? RuleText.Pattern(rule.Match2.Pattern)
            : RuleText.Pattern(rule.Match2.Pattern, second.TextFor(pair.First)));
        fields.Text("context2", "Context2", RuleText.Context(rule.Match2.Context, scope, first));
        Text("continue2", "After match2", RuleText.Continue(rule.Match2.Continue));
        Text("desc2", "Description2", rule.Description2, scope, first);
        fields.Text("action2", "Action2", new ActionListText(scope, first, operation.Rule.Id).Of(rule.Action2));
        fields.Number("window", "Window", rule.Window, "seconds");
    }

    /// <summary>The variables of the first match in the second part; those of the second match stay as they are.</summary>
    private static VariableScope FirstScope(PairSyntax rule, VariableTable table)
    {
        if (!rule.Match.Pattern.SetsVariables)
        {
            return VariableScope.None;
        }

        return rule.Match2.Pattern.SetsVariables
            ? new VariableScope(null, MatchOrigin.First, FirstSlots: table)
            : new VariableScope(MatchOrigin.First, FirstSlots: table);
    }

    private void EventGroup(EventGroupSyntax rule)
    {
        var observed = operation.Observed;
        for (var index = 0; index < rule.Events.Length; index++)
        {
            var instance = rule.Events[index];
            var suffix = index == 0 ? "" : (index + 1).ToString(CultureInfo.InvariantCulture);
            Match(instance.Match, suffix);
            var count = new ActionListText(VariableScope.None, Bindings.Empty, operation.Rule.Id).Of(instance.Count);
            fields.Text("count" + suffix, "Count" + suffix, count);
            fields.Number("threshold" + suffix, "Threshold" + suffix, instance.Threshold);
            if (rule.GroupPattern is null)
            {
                continue;
            }

            if (instance.Token is { } token)
            {
                fields.Text("egtoken" + suffix, "Token" + suffix, token.Span);
            }
            else
            {
                fields.Number("egtoken" + suffix, "Token" + suffix, index + 1);
            }
        }

        if (rule.GroupPattern is { } pattern)
        {
            fields.Text("egpattern", "Event group pattern", RuleText.Pattern(pattern));
            Text("egstring", "Event group string", string.Join(' ', observed.Tokens ?? []));
        }

        Action("init", "Init", rule.Init);
        Action("slide", "Slide", rule.Slide);
        Action("end", "End", rule.End);
        Action("action", "Action", rule.Action);
        fields.Number("window", "Window", rule.Window, "seconds");
        fields.Events(observed);
    }

    private void Match(MatchSyntax match, string suffix)
    {
        fields.Text("pattern" + suffix, "Pattern" + suffix, RuleText.Pattern(match.Pattern));
        fields.Text("context" + suffix, "Context" + suffix, RuleText.Context(match.Context, VariableScope.None, Bindings.Empty));
        Text("continue" + suffix, "After match" + suffix, RuleText.Continue(match.Continue));
    }

    private void Action(string key, string label, ActionListSyntax? list) =>
        fields.Text(key, label, new ActionListText(Scope, new KnownValues(operation.Bound), operation.Rule.Id).Of(list));

    private void Text(string key, string label, string value) => fields.Text(key, label, ByteString.Latin1(value).Span);

    private void Text(string key, string label, ByteString template, VariableScope scope, KnownValues values)
    {
        var text = new ByteBuilder();
        TemplateParser.Parse(template.Span, scope).Render(text, values);
        fields.Text(key, label, text.Span);
    }
}
