using SecSharp.Actions;
using SecSharp.Configuration.Syntax;
using SecSharp.Reporting;

namespace SecSharp.Hosting;

/// <summary>The real host: hands each action to the part of the program that does it.</summary>
internal sealed class ProgramHost(EngineLog log) : IEngineHost
{
    /// <summary>Child processes.</summary>
    public IScriptRunner? Processes { get; set; }

    /// <summary>udgram, ustream, udpsock, tcpsock and the actions that close them.</summary>
    public IExternalActions? Sockets { get; set; }

    /// <summary>addinput and dropinput.</summary>
    public IExternalActions? Inputs { get; set; }

    /// <summary>Signals and sigemul.</summary>
    public ISignalSource? Signals { get; set; }

    public bool IsInterrupted => Signals is { IsPending: true };

    public void Perform(ExternalRequest request)
    {
        var part = request.Action switch
        {
            >= ActionKind.UDgram and <= ActionKind.CloseTcp => Sockets,
            (>= ActionKind.ShellCmd and <= ActionKind.PipeExec) or ActionKind.Report or ActionKind.ReportExec => Processes,
            ActionKind.AddInput or ActionKind.DropInput => Inputs,
            ActionKind.SigEmul => Signals,
            _ => null,
        };
        if (part is null)
        {
            log.ActionUnavailable(ActionNames.Of(request.Action));
            return;
        }

        part.Perform(request);
    }

    public void RunScript(ScriptRequest request)
    {
        if (Processes is null)
        {
            log.ActionUnavailable("script");
            return;
        }

        Processes.RunScript(request);
    }
}
