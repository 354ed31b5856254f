using SecSharp.Perl;

namespace SecSharp.Checking;

/// <summary>What is checked, and the options of the daemon that findings depend on.</summary>
internal sealed record CheckOptions
{
    /// <summary>--bufsize: lines that the input buffers will hold; 0: as many as the rules need.</summary>
    public int BufferLines { get; init; }

    /// <summary>--intcontexts; null where it is not known.</summary>
    public bool? InternalContexts { get; init; }

    /// <summary>--intevents; null where it is not known.</summary>
    public bool? InternalEvents { get; init; }

    /// <summary>--quoting.</summary>
    public bool Quoting { get; init; }

    /// <summary>Internal contexts that inputs have by --input=PATTERN=CONTEXT.</summary>
    public IReadOnlyList<ByteString> InputContexts { get; init; } = [];

    /// <summary>Compiles Perl code; without it rules that contain some are not valid.</summary>
    public PerlRuntime? Perl { get; init; }

    /// <summary>Names of the only checks to run; empty: all.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>Names of checks that are not run.</summary>
    public IReadOnlyCollection<string> Skip { get; init; } = [];

    /// <summary>Whether a check is run.</summary>
    public bool Includes(string check) => (Only.Count == 0 || Only.Contains(check)) && !Skip.Contains(check);
}
