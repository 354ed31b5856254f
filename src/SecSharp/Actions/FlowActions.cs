namespace SecSharp.Actions;

/// <summary>none</summary>
internal sealed class NoneAction : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame) => ActionFlow.Next;
}

/// <summary>break and continue</summary>
internal sealed class FlowAction(ActionFlow flow) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame) => flow;
}

/// <summary>if %VAR ( LIST ) else ( LIST )</summary>
internal sealed class IfAction(VariableTarget variable, ActionList then, ActionList? otherwise) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        if (Numbers.IsTrue(variable.Get(frame.Engine)))
        {
            return then.Run(frame);
        }

        return otherwise?.Run(frame) ?? ActionFlow.Next;
    }
}

/// <summary>while %VAR ( LIST )</summary>
internal sealed class WhileAction(VariableTarget variable, ActionList body) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        while (Numbers.IsTrue(variable.Get(frame.Engine)))
        {
            if (body.Run(frame) == ActionFlow.Break)
            {
                break;
            }
        }

        return ActionFlow.Next;
    }
}
