namespace SecSharp.Explaining;

/// <summary>How a step has ended, for colours.</summary>
internal enum StepOutcome
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>A match, something true, something done.</summary>
    Yes,

    /// <summary>No match, something false.</summary>
    No,

    /// <summary>Of little interest.</summary>
    Aside,
}

/// <summary>
/// One step of what an engine has done, with the steps that lie in it: plain data that outlives the engine. Texts are one
/// character a byte.
/// </summary>
/// <param name="kind">What it is, in a word: <c>line</c>, <c>rule</c>, <c>pattern</c>, ...</param>
internal sealed class Step(string kind)
{
    private readonly List<(string Name, object? Value)> _properties = [];
    private readonly List<Step> _steps = [];

    /// <summary>What it is, in a word; docs/explain.md lists them.</summary>
    public string Kind => kind;

    /// <summary>What has happened, for people.</summary>
    public string Text { get; set; } = "";

    /// <summary>How it has ended.</summary>
    public StepOutcome Outcome { get; set; }

    /// <summary>
    /// Whether it is a rule that the line could not match, as it holds none of the literals that its patterns need: left out
    /// by the prefilter or not.
    /// </summary>
    public bool IsHopeless { get; set; }

    /// <summary>The rule it is about; null for what is about none.</summary>
    public ExplainedRule? Rule { get; init; }

    /// <summary>The fact of the given name; null when there is none.</summary>
    public object? this[string name] => _properties.FirstOrDefault(property => property.Name == name).Value;

    /// <summary>Facts for programs: strings, numbers (long), truth values, and string dictionaries.</summary>
    public IReadOnlyList<(string Name, object? Value)> Properties => _properties;

    /// <summary>The steps in it, in their order.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Adds a fact.</summary>
    public Step With(string name, object? value)
    {
        _properties.Add((name, value));
        return this;
    }

    /// <summary>Adds a step.</summary>
    public void Add(Step step) => _steps.Add(step);

    /// <summary>Adds steps.</summary>
    public void AddRange(IEnumerable<Step> steps) => _steps.AddRange(steps);

    /// <summary>The same step without those in it.</summary>
    public Step Bare()
    {
        var bare = new Step(kind) { Text = Text, Outcome = Outcome, IsHopeless = IsHopeless, Rule = Rule };
        bare._properties.AddRange(_properties);
        return bare;
    }
}

/// <summary>A rule as explanations name it.</summary>
/// <param name="File">Its rule file.</param>
/// <param name="Line">The line at which it begins.</param>
/// <param name="LastLine">The last line before the next rule.</param>
/// <param name="Number">Its number in the file, from 1 on.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">Its field desc, as the file has it.</param>
internal sealed record ExplainedRule(string File, int Line, int LastLine, int Number, string Type, string Description)
{
    /// <summary>The rule in words, without its file.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"rule {Number}, line {Line}, {Type}{(Description.Length > 0 ? $" '{Description}'" : "")}");
}
