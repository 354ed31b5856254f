using SecSharp.Actions;
using SecSharp.Patterns;

namespace SecSharp.Correlation;

/// <summary>An operation of a Pair or PairWithWindow rule, waiting for the second event.</summary>
internal sealed class PairOperation(PairRule rule, byte[] description, Bindings variables, Bindings first)
    : Operation(rule, description), IDisposable
{
    private Pattern? _pattern;
    private bool _patternMade;

    public override long Window => rule.Window;

    public override Bindings Bound => variables;

    public override VariableTable BoundTable => rule.Variables;

    public PairRule PairRule => rule;

    /// <summary>What the operation keeps of the first match.</summary>
    public Bindings First => first;

    internal PairOperation? Older { get; set; }

    internal PairOperation? Newer { get; set; }

    /// <summary>Its neighbours in the <see cref="PairIndex"/>.</summary>
    internal PairOperation? NextInGram { get; set; }

    internal PairOperation? PreviousInGram { get; set; }

    internal uint GramHash { get; set; }

    /// <summary>Length of its n-gram in the <see cref="PairIndex"/>; 0 while not in there.</summary>
    internal byte GramLength { get; set; }

    /// <summary>The <see cref="CandidateSet.Line"/> in which its literal has been found last.</summary>
    internal long FoundFor { get; set; }

    /// <summary>When the current line is the second event: runs the second action list and finishes.</summary>
    public bool TryFinish(Engine engine)
    {
        // Hot path.
        if (!rule.WithWindow && IsOver(engine.Now))
        {
            EndWindow(engine);
            return false;
        }

        engine.Observer?.OperationTried(this);

        var pattern = rule.SecondPattern is null ? rule.Match2.Pattern : Pattern(engine);
        if (pattern is null)
        {
            return false;
        }

        var both = engine.PairVariables;
        both.First = first;
        if (!rule.Match2.IsMet(engine, pattern, both))
        {
            return false;
        }

        engine.Observer?.OperationFed(this);
        var description2 = rule.Action2.UsesDescription ? engine.Describe(rule.Description2, both) : default;
        var bindings = Bindings.Capture(rule.Variables2, both);
        rule.Action2.Run(new ActionFrame(engine, bindings, description2, rule.Id));
        engine.Operations.Remove(this);
        return true;
    }

    protected override void WindowEnded(Engine engine)
    {
        if (rule.WithWindow)
        {
            rule.Action.Run(new ActionFrame(engine, variables, Description, rule.Id));
        }

        engine.Operations.Remove(this);
    }

    public void Dispose()
    {
        rule.Unlink(this);
        (_pattern as IDisposable)?.Dispose();
        _pattern = null;
    }

    private Pattern? Pattern(Engine engine)
    {
        if (!_patternMade)
        {
            _patternMade = true;
            _pattern = rule.SecondPattern!.For(first, engine.Perl, out var error);
            if (error is not null)
            {
                engine.Log.InvalidSecondPattern(this, error.Message);
            }
        }

        return _pattern;
    }
}
