using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Rules;

/// <summary>What is done with a context.</summary>
internal enum ContextUseKind
{
    /// <summary>It is made to exist.</summary>
    Create,

    /// <summary>It is made to exist with an action list, which is an effect by itself.</summary>
    CreateWithAction,

    /// <summary>Its existence decides something, or what it holds is read.</summary>
    Read,

    /// <summary>It is changed or ended, which nobody sees.</summary>
    Change,
}

/// <summary>A place where a rule names a context.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Kind">What is done with the context.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">The name as the rule writes it.</param>
/// <param name="Place">Where.</param>
internal sealed record ContextUse(CheckedRule Rule, ContextUseKind Kind, NamePattern Name, string Text, Place Place)
{
    /// <summary>All places of a rule base where contexts are named.</summary>
    public static ImmutableArray<ContextUse> All(CheckedRuleBase rules) => [.. rules.Rules.SelectMany(Of)];

    /// <summary>
    /// Whether Perl code may create or look at contexts: it names the table of contexts, or loads a file of which nothing is
    /// known. sec(1), PERL INTEGRATION.
    /// </summary>
    public static bool IsHidden(CheckedRuleBase rules) => rules.Rules.Any(static rule => rule.Block.Fields.Any(static field =>
        field.Value.Text.Contains("context_list", StringComparison.Ordinal)
        || (field.Value.Text.Contains("require", StringComparison.Ordinal) && field.Value.Text.Contains(".p", StringComparison.Ordinal))));

    private static IEnumerable<ContextUse> Of(CheckedRule rule)
    {
        foreach (var text in rule.Texts)
        {
            if (text.Role == TextRole.Condition && text.Action is null)
            {
                if (IsName(rule, text))
                {
                    yield return Use(rule, text, ContextUseKind.Read);
                }

                continue;
            }

            if (text.Action is not { } action)
            {
                continue;
            }

            var index = action.Arguments.IndexOf(text.Text);
            foreach (var kind in KindsOf(action, index))
            {
                yield return Use(rule, text, kind);
            }
        }
    }

    private static bool IsName(CheckedRule rule, RuleText text)
    {
        var context = rule.Syntax is CalendarSyntax calendar ? calendar.Context : rule.Matches.First(match => match.ContextField == text.Field).Syntax.Context;
        return context!.Root.All().OfType<ContextNameNode>().Any(node => node.Name == text.Text);
    }

    private static ContextUse Use(CheckedRule rule, RuleText text, ContextUseKind kind)
    {
        var name = text.Text.ToString();
        var description = rule.Texts.FirstOrDefault(other => other.Role == TextRole.Description && other.Field == (text.Field == "action2" && rule.Block.Find("desc2") is not null ? "desc2" : "desc"));
        var from = text.Action is null ? 0 : VariableText.OffsetOf(rule, text.Field, text.Action.Position);
        return new ContextUse(rule, kind, NamePattern.Of(text, description), name, rule.At(text.Field, name, from));
    }

    private static ContextUseKind[] KindsOf(ActionSyntax action, int index) => (action.Kind, index) switch
    {
        (ActionKind.Create, 0) => [action.Body is null ? ContextUseKind.Create : ContextUseKind.CreateWithAction],
        (ActionKind.Set, 0) => [action.Body is null ? ContextUseKind.Change : ContextUseKind.Read],
        (ActionKind.Add or ActionKind.Prepend or ActionKind.Fill, 0) => [ContextUseKind.Create],
        (ActionKind.Alias, 0) => [ContextUseKind.Read],
        (ActionKind.Alias, 1) => [ContextUseKind.CreateWithAction],
        (ActionKind.CSpawn or ActionKind.CSpawnExec or ActionKind.CEvent, 0) or (ActionKind.AddInput, 2) => [ContextUseKind.CreateWithAction],
        (ActionKind.Report or ActionKind.ReportExec or ActionKind.Copy or ActionKind.Empty or ActionKind.Pop or ActionKind.Shift or ActionKind.Obsolete, 0)
            or (ActionKind.Exists or ActionKind.GetSize or ActionKind.GetAliases or ActionKind.GetLTime or ActionKind.GetCTime or ActionKind.Trim, 1) => [ContextUseKind.Read],
        (ActionKind.Delete or ActionKind.Unalias or ActionKind.SetLTime, 0) or (ActionKind.SetCTime, 1) => [ContextUseKind.Change],
        _ => [],
    };
}
