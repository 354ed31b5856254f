using SecSharp.Actions;
using SecSharp.Outputs;

namespace SecSharp.Hosting;

/// <summary>
/// Says on standard output what would have been done outside of this program, and does it not. Scripts never end under
/// it, so their action lists do not run.
/// </summary>
internal sealed class DryRunHost(OutputStream output) : IEngineHost
{
    public bool IsInterrupted => false;

    public void Perform(ExternalRequest request)
    {
        Say(output, ActionNames.Of(request.Action), [.. request.Parameters]);
        SayInput(request.EventStore);
    }

    public void RunScript(ScriptRequest request)
    {
        Say(output, "script", [.. request.Command]);
        SayInput(request.ContextNames);
    }

    /// <summary>Writes <c>dry-run: ACTION PARAMETERS</c>.</summary>
    public static void Say(OutputStream output, string action, params ReadOnlySpan<ByteString> parameters)
    {
        output.Write("dry-run: "u8);
        output.Write(System.Text.Encoding.UTF8.GetBytes(action));
        foreach (var parameter in parameters)
        {
            output.Write(" "u8);
            output.Write(parameter.Span);
        }

        output.Write("\n"u8);
    }

    private void SayInput(IReadOnlyList<ByteString> lines)
    {
        foreach (var line in lines)
        {
            output.Write("dry-run: | "u8);
            output.Write(line.Span);
            output.Write("\n"u8);
        }
    }
}
