using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Correlation;

/// <summary>A loaded rule with its running state.</summary>
internal abstract class Rule
{
    public required RuleIdentity Id { get; init; }

    /// <summary>Line of the rule file at which the rule begins.</summary>
    public required int Line { get; init; }

    /// <summary>The rule's type as its file states it, such as <c>SingleWithThreshold</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary>The rule as its file states it, for the dump.</summary>
    public RuleSyntax? Syntax { get; set; }

    /// <summary>The description string as its file states it, nothing substituted; empty where there is none.</summary>
    public ByteString DescriptionText { get; set; }

    /// <summary>Number of events that have matched the rule since it was loaded.</summary>
    public long MatchCount { get; set; }

    /// <summary>With --ruleperf: number of events that have been matched against the rule.</summary>
    public long EventCount { get; set; }

    /// <summary>With --ruleperf: CPU time spent in the rule, in nanoseconds, without that of rules it has jumped to.</summary>
    public long CpuNanoseconds { get; set; }
}

/// <summary>A rule that reacts to input lines.</summary>
internal abstract class EventRule : Rule
{
    /// <summary>Conditions of which one must be met for the rule to match; for a Pair rule without the second one.</summary>
    public abstract ImmutableArray<MatchCondition> Conditions { get; }

    /// <summary>Applies the rule to the current line; null when the line does not match the rule.</summary>
    public abstract PointOfContinue? Apply(Engine engine);
}

/// <summary>A rule that runs event correlation operations. sec(1), EVENT CORRELATION OPERATIONS.</summary>
internal abstract class CorrelatingRule : EventRule
{
    /// <summary>The rule's live operations by operation description string.</summary>
    public ByteTable<Operation> Operations { get; } = new();

    /// <summary>What ids of the rule's operations begin with: rule file and number of the rule.</summary>
    public byte[] OperationPrefix { get; set; } = [];

    /// <summary>Whether the <see cref="OperationTable"/> knows the rule.</summary>
    internal bool IsInTable { get; set; }

    /// <summary>
    /// The live operation with the given description string. One whose window is over, which housekeeping has not come
    /// to yet, is brought up to date first and may then be gone.
    /// </summary>
    protected Operation? FindLive(Engine engine, ReadOnlySpan<byte> description)
    {
        var operation = Operations.Find(description);
        if (operation is not null && operation.IsOver(engine.Now))
        {
            operation.EndWindow(engine);
            return operation.IsFinished ? null : operation;
        }

        return operation;
    }
}
