namespace SecSharp.Hosting;

/// <summary>
/// The program around an engine: all that actions and rules ask of the world outside, except files and standard output,
/// goes through here as data. Calls come on the engine's thread and return at once.
/// </summary>
internal interface IEngineHost
{
    /// <summary>
    /// Whether something outside, a signal, is to be dealt with before the next event: the engine then stops after the
    /// event at hand and leaves the others waiting.
    /// </summary>
    bool IsInterrupted { get; }

    /// <summary>Does what an action asks for; a failure is logged and survived.</summary>
    void Perform(ExternalRequest request);

    /// <summary>Starts the script of a SingleWithScript rule and remembers what is to run when it ends.</summary>
    void RunScript(ScriptRequest request);
}

/// <summary>A part of the host that does one family of actions: child processes, sockets, inputs, signals.</summary>
internal interface IExternalActions
{
    /// <summary>Does what an action asks for; a failure is logged and survived.</summary>
    void Perform(ExternalRequest request);
}
