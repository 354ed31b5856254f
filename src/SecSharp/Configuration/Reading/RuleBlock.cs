using SecSharp.Configuration.Syntax;

namespace SecSharp.Configuration.Reading;

/// <summary>A <c>keyword=value</c> field of a rule.</summary>
/// <param name="Name">The keyword as it stands in the file.</param>
/// <param name="Position">Where the keyword begins.</param>
/// <param name="Value">The value, without the white space around it.</param>
internal sealed record RuleField(string Name, SourcePosition Position, FieldValue Value);

/// <summary>The fields between two separators (blank lines, comments) of a rule file: a rule, not checked yet.</summary>
/// <param name="Index">Number of blocks before it in the file.</param>
/// <param name="Fields">Its fields without <c>rem</c> and <c>label</c>, in order of appearance; at least one.</param>
internal sealed record RuleBlock(int Index, IReadOnlyList<RuleField> Fields)
{
    /// <summary>Its <c>rem</c> fields, in order of appearance.</summary>
    public IReadOnlyList<RuleField> Remarks { get; init; } = [];

    /// <summary>Where the rule begins.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The last field with the given name: it overrides earlier ones.</summary>
    public RuleField? Find(string name) => Fields.LastOrDefault(field => field.Name == name);
}

/// <summary>A <c>label</c> keyword.</summary>
/// <param name="Name">The label.</param>
/// <param name="Block">Index of the block it stands in or before.</param>
/// <param name="Position">Where the label itself begins.</param>
internal sealed record RuleLabel(string Name, int Block, SourcePosition Position);
