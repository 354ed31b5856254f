using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>An action whose effect lies outside of this program: processes, sockets, inputs, signals.</summary>
internal sealed class ExternalAction(ActionKind kind, ImmutableArray<Template> parameters) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        frame.Engine.Host.Perform(new ExternalRequest(kind, frame.Texts(parameters)));
        return ActionFlow.Next;
    }
}

/// <summary>
/// shellcmd, spawn and cspawn: actions whose command line the shell may parse, so that with --quoting the value of %s is
/// put in single quotes.
/// </summary>
internal sealed class ShellAction(ActionKind kind, ImmutableArray<Template> parameters) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var engine = frame.Engine;
        var command = parameters[^1];
        if (!engine.Options.Quoting || !command.UsesDescription)
        {
            engine.Host.Perform(new ExternalRequest(kind, frame.Texts(parameters)));
            return ActionFlow.Next;
        }

        var quoted = new ByteBuilder();
        ShellQuoting.AppendQuoted(frame.Description.Span, quoted);
        var quotedFrame = new ActionFrame(engine, frame.Variables, quoted.ToByteString(), frame.Rule);
        engine.Host.Perform(new ExternalRequest(kind, [.. frame.Texts(parameters[..^1]), .. quotedFrame.Texts([command])]));
        return ActionFlow.Next;
    }
}
