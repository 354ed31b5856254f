using System.Collections.Immutable;
using SecSharp.Actions;
using SecSharp.Configuration.Syntax;

namespace SecSharp.Hosting;

/// <summary>What an action with an effect outside of this program asks for.</summary>
/// <param name="Action">The action.</param>
/// <param name="Parameters">
/// Its parameters in the order of the manual's synopsis, all variables substituted; the command line of the ...exec
/// actions is one parameter an argument.
/// </param>
internal sealed record ExternalRequest(ActionKind Action, ImmutableArray<ByteString> Parameters)
{
    /// <summary>report and reportexec: the strings in the event store of the context, in their order.</summary>
    public ImmutableArray<ByteString> EventStore { get; init; } = [];
}

/// <summary>What a SingleWithScript rule asks for when an event has matched it.</summary>
/// <param name="Command">
/// The command line; with <see cref="Shell"/> one string, otherwise one string an argument.
/// </param>
/// <param name="Shell">Whether the command line is parsed by the shell if it has shell metacharacters.</param>
/// <param name="ContextNames">Names of all contexts there are, for the standard input of the script.</param>
/// <param name="Success">What runs when the script ends with exit status 0.</param>
/// <param name="Failure">What runs when it ends in another way; null: nothing.</param>
internal sealed record ScriptRequest(
    ImmutableArray<ByteString> Command,
    bool Shell,
    ImmutableArray<ByteString> ContextNames,
    BoundActionList Success,
    BoundActionList? Failure);
