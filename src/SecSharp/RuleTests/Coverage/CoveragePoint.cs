namespace SecSharp.RuleTests.Coverage;

/// <summary>A place in a rule where it can go one way or another.</summary>
internal abstract class CoveragePoint
{
    /// <summary>Number of ways.</summary>
    public abstract int Branches { get; }

    /// <summary>Number of ways that tests have gone.</summary>
    public abstract int Taken { get; }

    /// <summary>What no test has touched; null: all is touched.</summary>
    public abstract string? Gap { get; }
}

/// <summary>A pattern that matches or does not, a context expression or a term of one that is true or false.</summary>
/// <param name="name">What it is.</param>
/// <param name="never">What is said when it never came out true.</param>
/// <param name="always">What is said when it never came out false.</param>
/// <param name="untried">What is said when it was not asked for.</param>
internal sealed class Decision(string name, string never, string always, string untried) : CoveragePoint
{
    private bool _wasTrue;
    private bool _wasFalse;

    /// <summary>Whether it is of a pattern.</summary>
    public bool IsPattern { get; init; }

    public override int Branches => 2;

    public override int Taken => (_wasTrue ? 1 : 0) + (_wasFalse ? 1 : 0);

    /// <summary>Whether it has been in the way of the rule: it came out false each time.</summary>
    public bool IsAlwaysFalse => _wasFalse && !_wasTrue;

    public override string? Gap => (_wasTrue, _wasFalse) switch
    {
        (true, true) => null,
        (false, true) => $"{name} {never}",
        (true, false) => $"{name} {always}",
        _ => $"{name} {untried}",
    };

    public void Take(bool value)
    {
        _wasTrue |= value;
        _wasFalse |= !value;
    }
}

/// <summary>An action list that is run.</summary>
/// <param name="name">Which one.</param>
internal sealed class ListRun(string name) : CoveragePoint
{
    private bool _wasRun;

    public override int Branches => 1;

    public override int Taken => _wasRun ? 1 : 0;

    public override string? Gap => _wasRun ? null : $"{name} was never run";

    public void Take() => _wasRun = true;
}
