using SecSharp.Checking.Rules;

namespace SecSharp.Checking;

/// <summary>Looks for one kind of fault in a rule base. docs/checks has a page for each, named after it.</summary>
/// <param name="name">Its name, as in <c>rem=nocheck: NAME</c>.</param>
/// <param name="summary">What it finds, in a line.</param>
internal abstract class Check(string name, string summary)
{
    public string Name => name;

    public string Summary => summary;

    /// <summary>Looks through the rules and adds what it finds.</summary>
    public abstract void Run(CheckedRuleBase rules, Findings findings);
}
