using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>assign %VAR STRING</summary>
internal sealed class AssignAction(VariableTarget variable, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var value = frame.Text(text);
        variable.Set(frame.Engine, value.ToArray());
        return ActionFlow.Next;
    }
}

/// <summary>assignsq %VAR STRING: in single quotes for the shell</summary>
internal sealed class AssignQuotedAction(VariableTarget variable, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var value = frame.Text(text);
        var quoted = frame.Engine.Scratch.Rent();
        ShellQuoting.AppendQuoted(value.Span, quoted);
        variable.Set(frame.Engine, quoted.ToArray());
        frame.Engine.Scratch.Return(quoted);
        return ActionFlow.Next;
    }
}

/// <summary>free %VAR</summary>
internal sealed class FreeAction(VariableTarget variable) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        variable.Set(frame.Engine, null);
        return ActionFlow.Next;
    }
}

/// <summary>varset %VAR ENTRY</summary>
internal sealed class VarSetAction(VariableTarget variable, Template entry) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var name = frame.Text(entry);
        var found = frame.Engine.Matcher.Cache.Find(new ByteString(name.ToArray())) is not null;
        variable.SetNumber(frame.Engine, found ? 1 : 0);
        return ActionFlow.Next;
    }
}
