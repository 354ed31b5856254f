using System.Collections.Immutable;
using SecSharp.Patterns;

namespace SecSharp.Actions;

/// <summary>An action whose effect lies outside of this program: processes, sockets, inputs, signals.</summary>
internal sealed class ExternalAction(string name, ImmutableArray<Template> parameters) : EngineAction
{
    public override ActionFlow Run(in ActionFrame frame)
    {
        var values = new ByteString[parameters.Length];
        for (var index = 0; index < values.Length; index++)
        {
            using var value = frame.Text(parameters[index]);
            values[index] = new ByteString(value.ToArray());
        }

        frame.Engine.Outputs.Perform(name, values);
        return ActionFlow.Next;
    }
}
