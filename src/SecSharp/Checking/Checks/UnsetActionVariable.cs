using SecSharp.Actions;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Checking.Checks;

/// <summary>Action list variables that no action of the rule base sets, such as those that nobody knows to be some: date +%Y.</summary>
internal sealed class UnsetActionVariable() : Check("unset-action-variable", "action list variables that no action sets")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        // What sets it may be in a rule that does not load.
        if (rules.HasFaultyRules)
        {
            return;
        }

        var set = ActionVariableUse.SetIn(rules);
        foreach (var rule in rules.Rules)
        {
            foreach (var text in rule.Texts.Where(static text => text.Action is not null))
            {
                CheckText(rule, text, set, findings);
            }

            foreach (var field in rule.ActionFields)
            {
                foreach (var action in field.List.All())
                {
                    var name = action.Kind switch
                    {
                        ActionKind.If or ActionKind.While => action.Arguments[0],
                        ActionKind.Call => action.Arguments[1],
                        _ => default,
                    };
                    if (name.Length > 0 && !set.Contains(name))
                    {
                        Report(rule, new Place(action.Position, field.Field), name, set, "no action sets it", findings);
                    }
                }
            }
        }
    }

    private static void CheckText(CheckedRule rule, RuleText text, HashSet<ByteString> set, Findings findings)
    {
        var names = new ActionVariables();
        foreach (var piece in EventData.Parse(text, names).Pieces.Where(static piece => piece.Kind == TemplatePieceKind.ActionVariable))
        {
            var name = names.NameOf(piece.Index);
            if (set.Contains(name))
            {
                continue;
            }

            var from = VariableText.OffsetOf(rule, text.Field, text.Action!.Position);
            var plain = rule.At(text.Field, $"%{name}", from);
            Report(
                rule, plain.Position == rule.At(text.Field).Position ? rule.At(text.Field, $"%{{{name}}}", from) : plain, name, set,
                text.Role is TextRole.Code or TextRole.CommandLine ? $"is always empty: no action sets it; %% stands for a percent sign" : "is always empty: no action sets it", findings);
            return;
        }
    }

    private static void Report(CheckedRule rule, Place place, ByteString name, HashSet<ByteString> set, string fault, Findings findings)
    {
        var text = name.ToString();
        var builtin = Builtins.FirstOrDefault(builtin => builtin[1..] == text);
        var nearest = builtin ?? Suggestion.For(text, set.Select(static known => known.ToString()));
        findings.Add(
            Severity.Warning, rule, place, fault.StartsWith("is", StringComparison.Ordinal) ? $"%{text} {fault}" : $"%{text}: {fault}",
            nearest is not null ? $"did you mean %{nearest}?" : $"%%{text} for this text, or an action such as assign %{text} before");
    }

    private static string[] Builtins { get; } =
        [".sec", ".min", ".hour", ".hmsstr", ".mday", ".mdaystr", ".mon", ".monstr", ".year", ".wday", ".wdaystr", ".tzname", ".tzoff", ".tzoff2", ".nl", ".cr", ".tab", ".sp"];
}
