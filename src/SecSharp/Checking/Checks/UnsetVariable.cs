using System.Globalization;
using SecSharp.Actions;
using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Checking.Checks;

/// <summary>Match variables that are never set, because the pattern has no such group or sets none at all.</summary>
internal sealed class UnsetVariable() : Check("unset-variable", "match variables that the pattern does not set")
{
    public override void Run(CheckedRuleBase rules, Findings findings)
    {
        var assigned = ActionVariableUse.SetIn(rules);
        foreach (var rule in rules.Rules)
        {
            CheckMaps(rules, rule, findings);
            foreach (var text in rule.Texts)
            {
                CheckActionVariables(rule, text, assigned, findings);
                foreach (var variable in text.Variables)
                {
                    CheckVariable(rules, rule, text, variable, findings);
                }

                if (text.Percent.IsEmpty && rule.Syntax is PairSyntax && text.Role is TextRole.Description or TextRole.Condition or TextRole.Parameter)
                {
                    CheckPercent(rule, text, findings);
                }
            }
        }
    }

    private static void CheckMaps(CheckedRuleBase rules, CheckedRule rule, Findings findings)
    {
        foreach (var match in rule.Matches)
        {
            foreach (var mapping in match.Syntax.VariableMap.Variables)
            {
                var set = rules.Variables.Of(match);
                if (!set.IsAny && mapping.Number > set.Highest)
                {
                    var field = "varmap" + match.Suffix;
                    findings.Add(
                        Severity.Warning, rule, rule.At(field, mapping.Name.ToString()),
                        $"variable '{mapping.Name}' is mapped to group {mapping.Number}, but {Groups(set.Highest)}", Numbers(set.Highest));
                }
            }
        }
    }

    private static void CheckVariable(CheckedRuleBase rules, CheckedRule rule, RuleText text, VariableReference variable, Findings findings)
    {
        var sources = variable.Origin == MatchOrigin.First ? text.Percent : text.Dollar;
        var name = variable.Display();
        if (sources.IsEmpty)
        {
            CheckUnsubstituted(rule, text, variable, findings);
            return;
        }

        if (variable.Entry is { } entry)
        {
            CheckEntry(rules, rule, text, variable, entry, findings);
            return;
        }

        // All events of a group must agree on the description; of other texts it is the first event that counts.
        var sets = sources.Select(rules.Variables.Of).ToList();
        var isMissing = text.Role == TextRole.Description ? sets.Exists(set => !set.Contains(variable)) : sets.TrueForAll(set => !set.Contains(variable));
        if (!isMissing)
        {
            return;
        }

        var index = sets.FindIndex(set => !set.Contains(variable));
        var source = sources[index];
        var missing = sets[index];
        if (source.Pattern.Kind == PatternKind.Cached)
        {
            CheckEntry(rules, rule, text, variable, source.Pattern.Text, findings);
        }
        else if (variable.Name.Length > 0 && variable.Number < 0)
        {
            findings.Add(
                Severity.Warning, rule, rule.PlaceOf(text, variable), $"{name} is always empty: {source.PatternField} has no group of this name",
                missing.Names.Count > 2 ? $"its names are {Listed(missing)}" : "name a group (?<NAME>...), or map one: varmap=NAME=NUMBER");
        }
        else if (source.Pattern.Negated)
        {
            findings.Add(
                Severity.Warning, rule, rule.PlaceOf(text, variable), $"{name} is always empty: a negated pattern sets only $0",
                $"use $0, or write ${name} for the text {name}");
        }
        else if (variable.Number == 1 && missing.Highest == 0 && source.Pattern.Kind == PatternKind.RegExp)
        {
            findings.Add(
                Severity.Warning, rule, rule.PlaceOf(text, variable), $"{name} is always 1: {source.PatternField} has no groups",
                $"put parentheses around the part that {name} stands for");
        }
        else
        {
            findings.Add(
                Severity.Warning, rule, rule.PlaceOf(text, variable), $"{name} is always empty: {Groups(missing.Highest, source.PatternField)}",
                $"{Numbers(missing.Highest)}; write ${name} for the text {name}");
        }
    }

    private static void CheckEntry(CheckedRuleBase rules, CheckedRule rule, RuleText text, VariableReference variable, ByteString entry, Findings findings)
    {
        var held = rules.Variables.OfEntry(entry);
        if (!held.Contains(variable))
        {
            var display = variable.Display();
            findings.Add(
                Severity.Warning, rule, rule.PlaceOf(text, variable),
                $"{display} is always empty: no match that is cached as '{entry}' has {(variable.Name.Length > 0 ? $"a variable '{variable.Name}'" : $"a group {variable.Number}")}",
                held.Names.Count > 2 ? $"its variables are {Listed(held)}" : "name a group (?<NAME>...), or map one: varmap=NAME=NUMBER");
        }
    }

    private static void CheckUnsubstituted(CheckedRule rule, RuleText text, VariableReference variable, Findings findings)
    {
        // A program may have variables of its own, such as awk.
        if (text.Role is TextRole.CommandLine or TextRole.Code)
        {
            return;
        }

        var name = variable.Display();
        var place = rule.PlaceOf(text, variable);
        var match = rule.Matches.FirstOrDefault(match => text.Field == match.ContextField);
        if (match?.Syntax.Context is { BeforePattern: true } && match.Pattern.SetsVariables)
        {
            findings.Add(
                Severity.Warning, rule, place, $"{name} stays as it is: with [ ] the context expression is evaluated before the pattern is matched",
                "remove the brackets around the expression");
        }
        else if (rule.Syntax is JumpSyntax)
        {
            findings.Add(Severity.Warning, rule, place, $"{name} stays as it is: names of rule file sets are constant by default", "constset=no");
        }
        else if (rule.Syntax is CalendarSyntax)
        {
            findings.Add(Severity.Warning, rule, place, $"{name} stays as it is: Calendar rules have no pattern that could set it", "remove the variable");
        }
        else if (!(rule.Syntax is PairSyntax && text.Field == "pattern2"))
        {
            var source = rule.Matches.FirstOrDefault(match => match.Suffix.Length > 0 && text.Field.EndsWith(match.Suffix, StringComparison.Ordinal)) ?? rule.Matches[0];
            findings.Add(
                Severity.Warning, rule, place, $"{name} stays as it is: {source.Pattern.TypeName()} patterns set no match variables",
                source.Pattern is { Kind: PatternKind.SubStr, Negated: false } ? "a pattern of type RegExp, with groups"
                    : source.Pattern.Kind == PatternKind.TValue && variable.Number == 0 ? "ptype=RegExp and pattern=. match any line that is not empty, and set $0"
                    : $"write ${name} if this text is meant");
        }
    }

    /// <summary>Finds %1 and the like where these variables are not to be had.</summary>
    private static void CheckPercent(CheckedRule rule, RuleText text, Findings findings)
    {
        var variable = TemplateParser.Parse(text.Text.Span, new VariableScope(null, MatchOrigin.First)).Pieces
            .FirstOrDefault(static piece => piece.Kind == TemplatePieceKind.MatchVariable).Variable;
        if (variable is null)
        {
            return;
        }

        var isSecond = text.Field is "desc2" or "action2" or "context2";
        findings.Add(
            Severity.Warning, rule, rule.PlaceOf(text, variable),
            $"{variable.Display()} stays as it is: variables with % belong to desc2, action2 and context2, where both patterns set variables",
            isSecond && text.Dollar.Contains(rule.Matches[0]) ? $"${variable.Display()[1..]}: pattern2 sets none, so that $ means those of the first pattern"
                : isSecond ? "patterns of type RegExp in both places"
                : $"${variable.Display()[1..]}");
    }

    /// <summary>Finds action list variables outside of action lists.</summary>
    private static void CheckActionVariables(CheckedRule rule, RuleText text, HashSet<ByteString> assigned, Findings findings)
    {
        if (text.Action is not null || text.Role is TextRole.Code or TextRole.CommandLine || text.Field == "pattern2")
        {
            return;
        }

        var names = new ActionVariables();
        foreach (var piece in TemplateParser.ParseActionVariables(text.Text.Span, names).Pieces)
        {
            if (piece.Kind is TemplatePieceKind.Literal || (piece.Kind == TemplatePieceKind.ActionVariable && !assigned.Contains(names.NameOf(piece.Index))))
            {
                continue;
            }

            findings.Add(
                Severity.Warning, rule, rule.At(text.Field, "%"), "action list variables stay as they are outside of action lists",
                text.Role == TextRole.Description ? "put the variable into the action, beside %s" : "a match variable, or constant text");
            return;
        }
    }

    private static string Groups(int highest, string field = "the pattern") => highest switch
    {
        <= 0 => $"{field} has no groups",
        1 => $"{field} has one group",
        _ => string.Create(CultureInfo.InvariantCulture, $"{field} has {highest} groups"),
    };

    private static string Numbers(int highest) => highest switch
    {
        <= 0 => "put parentheses around the part that is meant",
        1 => "$1, or another pair of parentheses in the pattern",
        _ => string.Create(CultureInfo.InvariantCulture, $"$1 to ${highest}, or another pair of parentheses in the pattern"),
    };

    private static string Listed(VariableSet set) =>
        string.Join(", ", set.Names.Select(static name => name.ToString()).Where(static name => name[0] != '_').Order(StringComparer.Ordinal));
}
