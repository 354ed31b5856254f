using System.Collections.Immutable;
using SecSharp.Perl;

namespace SecSharp.Configuration.Syntax;

/// <summary>An action list. sec(1), ACTIONS, ACTION LISTS AND ACTION LIST VARIABLES.</summary>
internal sealed record ActionListSyntax(ImmutableArray<ActionSyntax> Actions)
{
    public bool Equals(ActionListSyntax? other) => other is not null && Actions.SequenceEqual(other.Actions);

    public override int GetHashCode() => Actions.Length;
}

/// <summary>All actions, in the order of the manual.</summary>
internal enum ActionKind
{
    None, LogOnly, Write, WriteN, CloseF, OWriteCl,
    UDgram, CloseUDgr, UStream, CloseUStr, UdpSock, CloseUdp, TcpSock, CloseTcp,
    ShellCmd, Spawn, CSpawn, CmdExec, SpawnExec, CSpawnExec, Pipe, PipeExec,
    Create, Delete, Obsolete, Set, Alias, Unalias, Add, Prepend, Fill, Report, ReportExec,
    Copy, Empty, Pop, Shift, Trim, Exists, GetSize, GetAliases, GetLTime, SetLTime, GetCTime, SetCTime,
    Event, TEvent, CEvent, Reset, GetWPos, SetWPos, Assign, AssignSq, Free,
    Eval, Call, LCall, Rewrite, AddInput, DropInput, SigEmul, VarSet, If, While, Break, Continue,
}

/// <summary>
/// One action with its parameters as the file states them, defaults filled in (<c>%s</c> where that is the default).
/// </summary>
/// <param name="Kind">Which action.</param>
/// <param name="Arguments">
/// Its parameters in the order of the manual's synopsis, one entry each, absent optional ones without a default being
/// left out at the end; action list variables without their % sign; the command line of the ...exec actions split at
/// white space into one entry an argument.
/// </param>
internal sealed record ActionSyntax(ActionKind Kind, ImmutableArray<ByteString> Arguments)
{
    /// <summary>Where its keyword stands in the file.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>The action list of create, set, if and while.</summary>
    public ActionListSyntax? Body { get; init; }

    /// <summary>The action list of if's else.</summary>
    public ActionListSyntax? Else { get; init; }

    /// <summary>The compiled function of lcall.</summary>
    public PerlFunction? Function { get; init; }

    /// <summary>Whether lcall passes references to match cache entries (:>) instead of values (->).</summary>
    public bool CacheReferences { get; init; }

    public bool Equals(ActionSyntax? other) =>
        other is not null && Kind == other.Kind && Arguments.SequenceEqual(other.Arguments)
        && Equals(Body, other.Body) && Equals(Else, other.Else) && CacheReferences == other.CacheReferences;

    public override int GetHashCode() => HashCode.Combine(Kind, Arguments.Length);
}
