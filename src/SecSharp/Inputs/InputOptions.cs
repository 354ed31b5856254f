using System.Collections.Immutable;

namespace SecSharp.Inputs;

/// <summary>Settings of the daemon's inputs. Each is the option of the same name in sec(1), OPTIONS.</summary>
public sealed record InputOptions
{
    /// <summary>--input: patterns, each with or without a context, in the order of the command line.</summary>
    public ImmutableArray<string> Patterns { get; init; } = [];

    /// <summary>--tail: wait for more lines at the end of the inputs; otherwise the program ends there.</summary>
    public bool Tail { get; init; } = true;

    /// <summary>--fromstart: at start-up files are read from their beginning, not from their end.</summary>
    public bool FromStart { get; init; }

    /// <summary>--reopen-timeout: seconds between two attempts to open a closed input; 0: none is made.</summary>
    public long ReopenTimeout { get; init; }

    /// <summary>--check-timeout: seconds for which an input that had no data is left alone; 0: it is not.</summary>
    public long CheckTimeout { get; init; }

    /// <summary>--poll-timeout: time between two looks at an input for whose changes the system can't wake the program.</summary>
    public TimeSpan PollTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>--blocksize: bytes of one input that are looked through before the next input has its turn.</summary>
    public int BlockSize { get; init; } = 8192;

    /// <summary>--input-timeout: seconds without data after which an input is reported; 0: never.</summary>
    public long InputTimeout { get; init; }

    /// <summary>--rwfifo: named pipes are opened for writing too, so that they never end.</summary>
    public bool ReadWriteFifo { get; init; } = true;

    /// <summary>--keepopen: a soft restart leaves open inputs alone.</summary>
    public bool KeepOpen { get; init; } = true;
}
