using System.Collections.Immutable;
using SecSharp.Configuration.Reading;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Rules;

/// <summary>A valid rule that is checked, with the text it stands in.</summary>
internal sealed class CheckedRule
{
    private readonly Lazy<ImmutableArray<RuleText>> _texts;

    public CheckedRule(CheckedFile file, RuleBlock block, RuleSyntax syntax)
    {
        File = file;
        Block = block;
        Syntax = syntax;
        Matches = RuleMatch.Of(this);
        ActionFields = RuleActions.Of(syntax);
        _texts = new(() => RuleText.Of(this));
    }

    public CheckedFile File { get; }

    public RuleBlock Block { get; }

    public RuleSyntax Syntax { get; }

    public int Number => Syntax.Number;

    /// <summary>What events must meet: one entry a pattern.</summary>
    public ImmutableArray<RuleMatch> Matches { get; }

    /// <summary>Its action lists with their fields.</summary>
    public ImmutableArray<RuleActions> ActionFields { get; }

    /// <summary>All its actions, nested ones too.</summary>
    public IEnumerable<ActionSyntax> Actions => ActionFields.SelectMany(static list => list.List.All());

    /// <summary>All texts in which match variables are substituted, or could be meant to be.</summary>
    public ImmutableArray<RuleText> Texts => _texts.Value;

    /// <summary>The rule for messages: <c>the Single rule at line 12</c>, with its file where it is another one.</summary>
    public string NameFor(CheckedFile reader) =>
        $"the {Syntax.TypeName} rule at {(reader == File ? "" : File.Path + " ")}line {Block.Position.Line}";

    /// <summary>The rule as a whole.</summary>
    public Place Whole => new(Block.Position, null);

    /// <summary>The beginning of a field's value; the rule where it has no such field.</summary>
    public Place At(string field) => Block.At(field);

    /// <summary>Where a text stands in a field; the beginning of its value where it does not stand there as such.</summary>
    public Place At(string field, string text, int from = 0) => Block.At(field, text, from);
}

/// <summary>Places in blocks.</summary>
internal static class BlockPlaces
{
    /// <summary>The beginning of a field's value; the block where it has no such field.</summary>
    public static Place At(this RuleBlock block, string field) => block.At(field, "");

    /// <summary>Where a text stands in a field; the beginning of its value where it does not stand there as such.</summary>
    public static Place At(this RuleBlock block, string field, string text, int from = 0)
    {
        if (block.Find(field) is not { Value: var value })
        {
            return new Place(block.Position, null);
        }

        var at = from < value.Text.Length ? value.Text.IndexOf(text, from, StringComparison.Ordinal) : -1;
        return new Place(value.PositionAt(Math.Max(0, at)), field);
    }
}
