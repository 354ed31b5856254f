using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Outputs.Sockets;

/// <summary>What all sockets of a program share.</summary>
internal sealed class SocketEnvironment(PollSet polls, HostNames names, TimeProvider time, EngineLog log)
{
    /// <summary>Where the engine's thread waits; another one while the program ends.</summary>
    public PollSet Polls { get; set; } = polls;

    public HostNames Names => names;

    public TimeProvider Time => time;

    /// <summary>--socket-timeout: how long a connection may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    public EngineLog Log => log;
}
