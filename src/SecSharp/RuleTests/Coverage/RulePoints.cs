using System.Globalization;
using SecSharp.Configuration.Printing;
using SecSharp.Configuration.Syntax;

namespace SecSharp.RuleTests.Coverage;

/// <summary>
/// The places of a rule where it can go one way or another: pattern matched or not, context expression true or false, and each of its terms where there are
/// several; action lists run, nested ones too.
/// </summary>
internal sealed class RulePoints
{
    private readonly List<CoveragePoint> _points = [];
    private readonly Dictionary<string, int> _names = [];

    public RulePoints(RuleSyntax rule)
    {
        switch (rule)
        {
            case EventGroupSyntax group:
                Add(group);
                break;
            case EventRuleSyntax single:
                Add(single.Match, 1);
                AddLists(single);
                break;
            case CalendarSyntax calendar:
                Add(calendar.Context, "context");
                Add(calendar.Action, "action");
                break;
        }
    }

    /// <summary>All of them, in the order of the rule's fields.</summary>
    public IReadOnlyList<CoveragePoint> Points => _points;

    /// <summary>The outcomes of patterns, by the fields that state them.</summary>
    public Dictionary<MatchSyntax, Decision> Patterns { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The values of context expressions and their terms.</summary>
    public Dictionary<ContextNode, Decision> Contexts { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The action lists.</summary>
    public Dictionary<ActionListSyntax, ListRun> Lists { get; } = new(ReferenceEqualityComparer.Instance);

    private static string Numbered(string field, int number) =>
        number == 1 ? field : field + number.ToString(CultureInfo.InvariantCulture);

    private void Add(EventGroupSyntax group)
    {
        for (var index = 0; index < group.Events.Length; index++)
        {
            Add(group.Events[index].Match, index + 1);
            Add(group.Events[index].Count, Numbered("count", index + 1));
        }

        Add(group.Init, "init");
        Add(group.Slide, "slide");
        Add(group.Action, "action");
        Add(group.End, "end");
    }

    private void AddLists(EventRuleSyntax rule)
    {
        switch (rule)
        {
            case SingleSyntax single:
                Add(single.Action, "action");
                break;
            case SingleWithScriptSyntax script:
                Add(script.Action, "action");
                Add(script.Action2, "action2");
                break;
            case SingleWithSuppressSyntax suppress:
                Add(suppress.Action, "action");
                break;
            case SingleWithThresholdSyntax threshold:
                Add(threshold.Action, "action");
                Add(threshold.Action2, "action2");
                break;
            case SingleWith2ThresholdsSyntax thresholds:
                Add(thresholds.Action, "action");
                Add(thresholds.Action2, "action2");
                break;
            case PairSyntax pair:
                Add(pair.Action, "action");
                Add(pair.Match2, 2);
                Add(pair.Action2, "action2");
                break;
        }
    }

    private void Add(MatchSyntax match, int number)
    {
        var field = Numbered("pattern", number);
        if (match.Pattern.Kind != PatternKind.TValue)
        {
            Patterns.Add(match, Point(new Decision(field, "has matched no line", "has matched all lines it was tried on", "was never tried") { IsPattern = true }));
        }

        Add(match.Context, Numbered("context", number));
    }

    private void Add(ContextExpressionSyntax? context, string field)
    {
        if (context is null)
        {
            return;
        }

        Contexts.Add(context.Root, Evaluation($"{field} {ContextExpressionPrinter.Print(context)}"));
        var terms = Terms(context.Root).ToList();
        foreach (var term in terms.Count > 1 ? terms : [])
        {
            var text = ContextExpressionPrinter.Print(new ContextExpressionSyntax(term, BeforePattern: false));
            Contexts.TryAdd(term, Evaluation($"{text} in {field}"));
        }
    }

    private static IEnumerable<ContextNode> Terms(ContextNode node) => node switch
    {
        NotNode not => Terms(not.Operand),
        AndNode and => Terms(and.Left).Concat(Terms(and.Right)),
        OrNode or => Terms(or.Left).Concat(Terms(or.Right)),
        _ => [node],
    };

    private void Add(ActionListSyntax? list, string name)
    {
        if (list is null)
        {
            return;
        }

        // An action list may have several nested lists of one name.
        var count = _names[name] = _names.GetValueOrDefault(name) + 1;
        Lists.Add(list, Point(new ListRun(count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({count})"))));
        foreach (var action in list.Actions)
        {
            var keyword = Actions.ActionNames.Of(action.Kind);
            var subject = action.Arguments.IsEmpty ? "" : (action.Kind is ActionKind.If or ActionKind.While ? " %" : " ") + action.Arguments[0].ToDisplay();
            Add(action.Body, $"the list of {keyword}{subject} in {name}");
            Add(action.Else, $"else of {keyword}{subject} in {name}");
        }
    }

    private Decision Evaluation(string name) => Point(new Decision(name, "was never true", "was never false", "was never evaluated"));

    private T Point<T>(T point)
        where T : CoveragePoint
    {
        _points.Add(point);
        return point;
    }
}
