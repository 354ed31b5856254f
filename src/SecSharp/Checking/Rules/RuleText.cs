using System.Collections.Immutable;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Checking.Rules;

/// <summary>What a text is for.</summary>
internal enum TextRole
{
    /// <summary>A description.</summary>
    Description,

    /// <summary>A context name, or a parameter of a Perl function, in a context expression.</summary>
    Condition,

    /// <summary>Perl code with variables in it.</summary>
    Code,

    /// <summary>A command line, or a part of one.</summary>
    CommandLine,

    /// <summary>Another parameter of an action.</summary>
    Parameter,

    /// <summary>A second pattern, a set of rule files, or a token of an event group.</summary>
    Other,
}

/// <summary>A text of a rule in which match variables are substituted, or could be meant to be.</summary>
/// <param name="Field">The field it stands in.</param>
/// <param name="Text">The text, without the masks of parentheses.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Dollar">The patterns that $-prefixed variables are taken from, of which one has matched; none: they are not substituted.</param>
/// <param name="Percent">The pattern that %-prefixed variables are taken from; none: they are not substituted.</param>
/// <param name="Action">The action it belongs to, or null.</param>
internal sealed record RuleText(
    string Field, ByteString Text, TextRole Role, ImmutableArray<RuleMatch> Dollar, ImmutableArray<RuleMatch> Percent, ActionSyntax? Action = null)
{
    /// <summary>The match variables in it; where none are substituted, those that look like some.</summary>
    public IEnumerable<VariableReference> Variables => TemplateParser
        .Parse(Text.Span, new VariableScope(MatchOrigin.Current, Percent.IsEmpty ? null : MatchOrigin.First))
        .Pieces.Where(static piece => piece.Kind == TemplatePieceKind.MatchVariable).Select(static piece => piece.Variable!);

    /// <summary>All texts of a rule.</summary>
    public static ImmutableArray<RuleText> Of(CheckedRule rule)
    {
        var texts = ImmutableArray.CreateBuilder<RuleText>();
        var own = Setting(rule.Matches.Where(static match => !match.IsSecond));
        foreach (var match in rule.Matches)
        {
            var dollar = Setting([match]);
            AddContext(texts, match.ContextField, match.Syntax.Context, dollar, []);
        }

        switch (rule.Syntax)
        {
            case PairSyntax pair:
                texts.RemoveAll(static text => text.Field == "context2");
                AddPair(texts, rule, pair);
                return texts.ToImmutable();
            case CalendarSyntax calendar:
                AddContext(texts, "context", calendar.Context, [], []);
                break;
            case SingleWithScriptSyntax script:
                texts.Add(new RuleText("script", script.Script, TextRole.CommandLine, own, []));
                break;
            case SingleWith2ThresholdsSyntax thresholds:
                texts.Add(new RuleText("desc2", thresholds.Description2, TextRole.Description, own, []));
                break;
            case JumpSyntax jump:
                texts.AddRange(jump.Sets.Select(set => new RuleText("cfset", set, TextRole.Other, jump.ConstantSets ? [] : own, [])));
                break;
            case EventGroupSyntax group:
                AddTokens(texts, rule, group);
                break;
        }

        if (rule.Syntax is not (SuppressSyntax or JumpSyntax))
        {
            texts.Add(new RuleText("desc", rule.Syntax.Description, TextRole.Description, own, []));
        }

        foreach (var field in rule.ActionFields)
        {
            var index = field.Field.StartsWith("count", StringComparison.Ordinal) ? field.Field["count".Length..] : null;
            AddActions(texts, field, index is null ? own : Setting(rule.Matches.Where(match => match.Suffix == index)), []);
        }

        return texts.ToImmutable();
    }

    private static ImmutableArray<RuleMatch> Setting(IEnumerable<RuleMatch> matches) =>
        [.. matches.Where(static match => match.Pattern.SetsVariables)];

    private static void AddPair(ImmutableArray<RuleText>.Builder texts, CheckedRule rule, PairSyntax pair)
    {
        var first = Setting([rule.Matches[0]]);
        var second = Setting([rule.Matches[1]]);
        var (dollar, percent) = second.IsEmpty ? (first, second) : (second, first);
        texts.Add(new RuleText("desc", pair.Description, TextRole.Description, first, []));
        if (pair.Match2.Pattern.Kind is PatternKind.SubStr or PatternKind.RegExp)
        {
            texts.Add(new RuleText("pattern2", pair.Match2.Pattern.Text, TextRole.Other, first, []));
        }

        AddContext(texts, "context2", pair.Match2.Context, dollar, percent);
        texts.Add(new RuleText("desc2", pair.Description2, TextRole.Description, dollar, percent));
        AddActions(texts, rule.ActionFields[0], first, []);
        AddActions(texts, rule.ActionFields[1], dollar, percent);
    }

    private static void AddTokens(ImmutableArray<RuleText>.Builder texts, CheckedRule rule, EventGroupSyntax group)
    {
        for (var index = 0; index < group.Events.Length; index++)
        {
            if (group.Events[index].Token is { } token)
            {
                texts.Add(new RuleText("egtoken" + RuleType.Suffix(index), token, TextRole.Other, Setting([rule.Matches[index]]), []));
            }
        }
    }

    private static void AddContext(
        ImmutableArray<RuleText>.Builder texts, string field, ContextExpressionSyntax? expression, ImmutableArray<RuleMatch> dollar, ImmutableArray<RuleMatch> percent)
    {
        if (expression is null)
        {
            return;
        }

        (dollar, percent) = expression.BeforePattern ? ([], []) : (dollar, percent);
        foreach (var node in expression.Root.All())
        {
            switch (node)
            {
                case ContextNameNode name:
                    texts.Add(new RuleText(field, name.Name, TextRole.Condition, dollar, percent));
                    break;
                case PerlFunctionNode function:
                    texts.AddRange(function.Parameters.Select(parameter => new RuleText(field, parameter, TextRole.Condition, dollar, percent)));
                    break;
                case PerlExpressionNode code:
                    texts.Add(new RuleText(field, code.Code, TextRole.Code, dollar, percent));
                    break;
            }
        }
    }

    private static void AddActions(
        ImmutableArray<RuleText>.Builder texts, RuleActions field, ImmutableArray<RuleMatch> dollar, ImmutableArray<RuleMatch> percent)
    {
        foreach (var action in field.List.All())
        {
            var commandLine = action.CommandLineIndex();
            for (var index = 0; index < action.Arguments.Length; index++)
            {
                if (action.Kind == ActionKind.LCall && index == 1)
                {
                    continue;
                }

                var role = action.Kind == ActionKind.Eval && index == 1 ? TextRole.Code
                    : commandLine >= 0 && index >= commandLine ? TextRole.CommandLine
                    : TextRole.Parameter;
                texts.Add(new RuleText(field.Field, action.Arguments[index], role, dollar, percent, action));
            }
        }
    }
}

/// <summary>Walks through context expressions.</summary>
internal static class ContextWalk
{
    /// <summary>The node and all nodes inside of it.</summary>
    public static IEnumerable<ContextNode> All(this ContextNode node)
    {
        yield return node;
        IEnumerable<ContextNode> operands = node switch
        {
            NotNode not => [not.Operand],
            AndNode and => [and.Left, and.Right],
            OrNode or => [or.Left, or.Right],
            _ => [],
        };
        foreach (var nested in operands.SelectMany(All))
        {
            yield return nested;
        }
    }
}
