using SecSharp.Inputs;
using SecSharp.Outputs;

namespace SecSharp.Reporting.Dumping;

/// <summary>What a dump is made of. sec(1), SIGNALS, SIGUSR1.</summary>
internal sealed record DumpSources
{
    public required Engine Engine { get; init; }

    public required ProgramStatus Program { get; init; }

    /// <summary>The inputs, in their order.</summary>
    public IReadOnlyList<InputState> Inputs { get; init; } = [];

    /// <summary>Files and sockets that are written to.</summary>
    public IReadOnlyList<OutputState> Outputs { get; init; } = [];

    public IReadOnlyList<ChildState> Children { get; init; } = [];

    /// <summary>Time of the dump, seconds since Epoch.</summary>
    public required long Time { get; init; }
}

/// <summary>How the program was started.</summary>
/// <param name="Version">Its name and version.</param>
/// <param name="Options">Its options, also those of the resource file.</param>
/// <param name="ResourceFile">The resource file (SECRC); null without one.</param>
/// <param name="Started">When it was started, seconds since Epoch.</param>
/// <param name="Environment">Its environment.</param>
internal sealed record ProgramStatus(
    string Version, IReadOnlyList<string> Options, string? ResourceFile, long Started, IReadOnlyDictionary<string, string> Environment);

/// <summary>A child process as the dump shows it.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Command">Its command line.</param>
/// <param name="IsRead">Whether its standard output is read as events.</param>
/// <param name="Context">Internal context of these events; empty for the default one.</param>
internal sealed record ChildState(int Pid, ByteString Command, bool IsRead, ByteString Context = default);
