namespace SecSharp.Processes;

/// <summary>How a process has ended, decoded from the status that waitpid(2) gives.</summary>
internal readonly record struct ProcessEnd(int Status)
{
    /// <summary>Exit status 1: what the reference makes of a program that can't be run.</summary>
    public static ProcessEnd CannotRun => new(1 << 8);

    /// <summary>Number of the signal that has ended it; 0 for none.</summary>
    public int Signal => Status & 0x7f;

    /// <summary>Its exit status. A process ended by a signal counts as 0, as in the reference.</summary>
    public int ExitStatus => Signal == 0 ? (Status >> 8) & 0xff : 0;
}
