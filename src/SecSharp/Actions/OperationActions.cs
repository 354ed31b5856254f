using System.Globalization;
using SecSharp.Correlation;
using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>Which rule an offset names. sec(1), action reset.</summary>
/// <param name="IsRelative">Whether it counts from the rule at hand.</param>
/// <param name="Value">Number of rules from the rule at hand, or the number of a rule counting from 1; relative 0 is the rule at hand.</param>
internal readonly record struct RuleOffset(bool IsRelative, int Value)
{
    /// <summary>Reads an offset: a sign makes it relative, and 0 is the rule itself.</summary>
    public static RuleOffset Parse(ReadOnlySpan<byte> text)
    {
        var value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue / 2;
        return new RuleOffset(text is [(byte)'+' or (byte)'-', ..] || value == 0, value);
    }

    /// <summary>The rule's number in its file.</summary>
    public int Resolve(RuleIdentity rule) => IsRelative ? rule.Number + Value : Value - 1;
}

/// <summary>reset OFFSET STRING: with no offset for all rules of the file</summary>
internal sealed class ResetAction(RuleOffset? offset, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var description = frame.Text(text);
        if (offset is { } single)
        {
            Reset(engine, engine.Rules.Find(frame.Rule, single), description.Span);
            return ActionFlow.Next;
        }

        foreach (var rule in engine.Rules.FindFile(frame.Rule.File)?.Rules ?? [])
        {
            Reset(engine, rule as CorrelatingRule, description.Span);
        }

        return ActionFlow.Next;
    }

    private static void Reset(Engine engine, CorrelatingRule? rule, ReadOnlySpan<byte> description)
    {
        if (rule?.Operations.Find(description) is { } operation)
        {
            engine.Log.OperationReset(operation);
            engine.Operations.Remove(operation);
        }
    }
}

/// <summary>getwpos %VAR OFFSET STRING</summary>
internal sealed class GetWindowPositionAction(VariableTarget variable, RuleOffset offset, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var description = frame.Text(text);
        if (frame.Engine.Rules.Find(frame.Rule, offset)?.Operations.Find(description.Span) is { } operation)
        {
            variable.SetNumber(frame.Engine, operation.WindowStart);
        }
        else
        {
            frame.Engine.Log.NoOperation(description.Span);
        }

        return ActionFlow.Next;
    }
}

/// <summary>setwpos TIME OFFSET STRING</summary>
internal sealed class SetWindowPositionAction(Template time, RuleOffset offset, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var description = frame.Text(text);
        using var seconds = frame.Text(time);
        if (engine.Rules.Find(frame.Rule, offset)?.Operations.Find(description.Span) is not { } operation)
        {
            engine.Log.NoOperation(description.Span);
            return ActionFlow.Next;
        }

        if (!Numbers.TryReadUnsigned(seconds.Span, out var start) || start < operation.WindowStart || start > engine.Now)
        {
            engine.Log.InvalidWindowPosition(operation, seconds.Span, engine.Now);
            return ActionFlow.Next;
        }

        operation.MoveWindow(engine, start);
        return ActionFlow.Next;
    }
}
