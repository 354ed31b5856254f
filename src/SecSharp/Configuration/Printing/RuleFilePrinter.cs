using System.Globalization;
using System.Text;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Printing;

/// <summary>Prints parsed rules as a rule file that parses to the same rules. Characters are bytes (Latin-1).</summary>
internal sealed class RuleFilePrinter
{
    private readonly StringBuilder _text = new();

    private RuleFilePrinter()
    {
    }

    /// <summary>The text of a rule file: its rules and labels; its Options rule comes first.</summary>
    public static string Print(RuleFileSyntax file)
    {
        var printer = new RuleFilePrinter();
        if (file.Options is { } options)
        {
            printer.Options(options);
        }

        for (var number = 0; number <= file.Rules.Length; number++)
        {
            foreach (var label in file.Labels.Where(label => label.Value == number))
            {
                printer.Field("label", label.Key.ToString());
                printer._text.Append('\n');
            }

            if (number < file.Rules.Length)
            {
                printer.Rule(file.Rules[number]);
            }
        }

        return printer._text.ToString();
    }

    private void Options(OptionsSyntax options)
    {
        Field("type", options.TypeName);
        Sets("joincfset", options.JoinSets);
        Field("procallin", YesOrNo(options.ProcessAllInput));
        _text.Append('\n');
    }

    private void Rule(RuleSyntax rule)
    {
        Field("type", rule.TypeName);
        if (rule is EventRuleSyntax and not EventGroupSyntax)
        {
            Match(((EventRuleSyntax)rule).Match, "");
        }

        Field("desc", rule.Description.ToString());
        switch (rule)
        {
            case SingleSyntax single:
                Actions("action", single.Action);
                break;
            case SingleWithScriptSyntax script:
                Field("script", script.Script.ToString());
                Field("shell", YesOrNo(script.Shell));
                Actions("action", script.Action);
                Actions("action2", script.Action2);
                break;
            case SingleWithSuppressSyntax suppress:
                Actions("action", suppress.Action);
                Number("window", suppress.Window);
                break;
            case PairSyntax pair:
                Actions("action", pair.Action);
                Match(pair.Match2, "2");
                Field("desc2", pair.Description2.ToString());
                Actions("action2", pair.Action2);
                Number("window", pair.Window);
                break;
            case SingleWithThresholdSyntax threshold:
                Actions("action", threshold.Action);
                Actions("action2", threshold.Action2);
                Number("window", threshold.Window);
                Number("thresh", threshold.Threshold);
                break;
            case SingleWith2ThresholdsSyntax thresholds:
                Actions("action", thresholds.Action);
                Number("window", thresholds.Window);
                Number("thresh", thresholds.Threshold);
                Field("desc2", thresholds.Description2.ToString());
                Actions("action2", thresholds.Action2);
                Number("window2", thresholds.Window2);
                Number("thresh2", thresholds.Threshold2);
                break;
            case EventGroupSyntax group:
                EventGroup(group);
                break;
            case CalendarSyntax calendar:
                Field("time", calendar.Time.Text.ToString());
                Context("", calendar.Context);
                Actions("action", calendar.Action);
                break;
            case JumpSyntax jump:
                Sets("cfset", jump.Sets);
                Field("constset", YesOrNo(jump.ConstantSets));
                break;
        }

        _text.Append('\n');
    }

    private void EventGroup(EventGroupSyntax group)
    {
        for (var index = 0; index < group.Events.Length; index++)
        {
            var item = group.Events[index];
            var suffix = RuleType.Suffix(index);
            Match(item.Match, suffix);
            Actions("count" + suffix, item.Count);
            Number("thresh" + suffix, item.Threshold);
            if (item.Token is { } token)
            {
                Field("egtoken" + suffix, token.ToString());
            }
        }

        Actions("init", group.Init);
        Actions("action", group.Action);
        Actions("slide", group.Slide);
        Actions("end", group.End);
        Field("multact", YesOrNo(group.MultipleActions));
        if (group.GroupPattern is { } pattern)
        {
            Field("egptype", TypeOf(pattern));
            Field("egpattern", pattern.Text.ToString());
        }

        Number("window", group.Window);
    }

    private void Match(MatchSyntax match, string suffix)
    {
        Field("ptype" + suffix, TypeOf(match.Pattern));
        Field("pattern" + suffix, match.Pattern.Text.ToString());
        var map = match.VariableMap;
        if (!map.Variables.IsEmpty || !map.CacheNames.IsEmpty)
        {
            var mappings = map.CacheNames.Select(static name => name.ToString())
                .Concat(map.Variables.Select(static variable => string.Create(CultureInfo.InvariantCulture, $"{variable.Name}={variable.Number}")));
            Field("varmap" + suffix, string.Join("; ", mappings));
        }

        Context(suffix, match.Context);
        if (match.Continue.Kind != ContinueKind.DontCont)
        {
            Field("continue" + suffix, match.Continue.Kind == ContinueKind.GoTo ? $"GoTo {match.Continue.Label}" : match.Continue.Kind.ToString());
        }
    }

    private static string TypeOf(PatternSyntax pattern)
    {
        var lines = pattern.Lines > 1 ? pattern.Lines.ToString(CultureInfo.InvariantCulture) : "";
        return $"{(pattern.Negated ? "N" : "")}{pattern.Kind}{lines}";
    }

    private static string YesOrNo(bool value) => value ? "Yes" : "No";

    private void Context(string suffix, ContextExpressionSyntax? context)
    {
        if (context is not null)
        {
            Field("context" + suffix, ContextExpressionPrinter.Print(context));
        }
    }

    private void Actions(string name, ActionListSyntax? list)
    {
        if (list is not null)
        {
            Field(name, ActionListPrinter.Print(list));
        }
    }

    private void Sets(string name, IEnumerable<ByteString> sets) => Field(name, string.Join(' ', sets));

    private void Number(string name, long value) => Field(name, value.ToString(CultureInfo.InvariantCulture));

    private void Field(string name, string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        // A backslash at the end of a line continues it: behind one that belongs to the value goes another, and nothing.
        _text.Append(name).Append('=').Append(value).Append(value[^1] == '\\' ? " \\\n\n" : "\n");
    }
}
