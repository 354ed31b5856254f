using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>write and writen FILE STRING</summary>
internal sealed class WriteAction(Template file, Template text, bool newline) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        using var path = frame.Text(file);
        using var value = frame.Text(text);
        engine.Log.Writing(path.Span, value.Span);
        engine.Outputs.Write(path.Span, value.Span, newline);
        return ActionFlow.Next;
    }
}

/// <summary>owritecl FILE STRING: opens and closes the file each time</summary>
internal sealed class OpenWriteCloseAction(Template file, Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var path = frame.Text(file);
        using var value = frame.Text(text);
        frame.Engine.Outputs.OpenWriteClose(path.Span, value.Span);
        return ActionFlow.Next;
    }
}

/// <summary>closef FILE</summary>
internal sealed class CloseFileAction(Template file) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var path = frame.Text(file);
        frame.Engine.Outputs.Close(path.Span);
        return ActionFlow.Next;
    }
}

/// <summary>logonly STRING</summary>
internal sealed class LogOnlyAction(Template text) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        using var value = frame.Text(text);
        frame.Engine.Log.LogOnly(value.Span);
        return ActionFlow.Next;
    }
}
