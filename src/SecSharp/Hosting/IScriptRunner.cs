namespace SecSharp.Hosting;

/// <summary>The part of the host that starts child processes.</summary>
internal interface IScriptRunner : IExternalActions
{
    /// <summary>Starts the script of a SingleWithScript rule and remembers what is to run when it ends.</summary>
    void RunScript(ScriptRequest request);
}
