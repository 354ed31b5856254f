using SecSharp.Actions;

namespace SecSharp.Processes;

/// <summary>A child process that has not ended yet, or whose end was not dealt with yet.</summary>
internal sealed class ChildProcess
{
    /// <summary>Its process id; 0 when the program could not be run.</summary>
    public required int Pid { get; init; }

    /// <summary>What it runs.</summary>
    public required ByteString Command { get; init; }

    /// <summary>Internal context of the events that its output becomes; empty for the default one.</summary>
    public ByteString Context { get; init; }

    /// <summary>What runs when it ends with exit status 0 (SingleWithScript); null for other children.</summary>
    public BoundActionList? Success { get; init; }

    /// <summary>What runs when it ends in another way.</summary>
    public BoundActionList? Failure { get; init; }

    /// <summary>Whether it is the script of a SingleWithScript rule.</summary>
    public bool IsScript => Success is not null;

    /// <summary>What it has still to read; null when it reads the standard input of this program.</summary>
    public ChildInput? Input { get; set; }

    /// <summary>Where its lines come from; null when it writes to the standard output of this program.</summary>
    public ChildOutput? Output { get; set; }
}
