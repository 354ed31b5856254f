using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Regexes;

/// <summary>A regular expression taken apart.</summary>
/// <param name="Regex">The expression.</param>
/// <param name="Root">Its parts.</param>
internal sealed record RegexTree(Regex Regex, RegexNode Root)
{
    /// <summary>Takes a pattern apart; null for other pattern types, and where the expression is not understood.</summary>
    public static RegexTree? Of(PatternSyntax pattern) =>
        pattern.Kind == PatternKind.RegExp && pattern.Regex is { } regex ? Of(regex) : null;

    /// <summary>
    /// The regular expression of a second pattern, with a letter for each match variable of the first: it has the groups of
    /// those that operations make from it. Null where it is none.
    /// </summary>
    public static Regex? WithPlaceholders(PatternSyntax pattern)
    {
        if (pattern.Kind != PatternKind.RegExp || pattern.Function is not null)
        {
            return null;
        }

        var text = new ByteBuilder();
        foreach (var piece in TemplateParser.Parse(pattern.Text.Span, new VariableScope(MatchOrigin.First)).Pieces)
        {
            text.Append(piece.Kind == TemplatePieceKind.Literal ? piece.Literal.Span : "x"u8);
        }

        return Regex.TryCompile(text.Span, out _);
    }

    /// <summary>Takes a regular expression apart; null where it is not understood.</summary>
    public static RegexTree? Of(Regex regex) =>
        PerlSyntax.Translate(regex.Pattern.Span, out _) is { } translated && RegexTreeParser.Parse(translated) is { } root
            ? new RegexTree(regex, root)
            : null;

    /// <summary>The group with the given number, or null.</summary>
    public GroupNode? Group(int number) =>
        Root.All.OfType<GroupNode>().FirstOrDefault(group => group.Number == number && number > 0);

    /// <summary>The branches at the top, each as the parts that follow each other.</summary>
    public IEnumerable<IReadOnlyList<RegexNode>> Branches => Root is AlternativesNode alternatives
        ? alternatives.Branches.Select(Items)
        : [Items(Root)];

    private static IReadOnlyList<RegexNode> Items(RegexNode node) => node is SequenceNode sequence ? sequence.Items : [node];
}
