namespace SecSharp;

/// <summary>Settings of an engine. Most are options of sec(1), OPTIONS.</summary>
public sealed record EngineOptions
{
    /// <summary>--bufsize: lines held by each input buffer; 0 stands for as many as the patterns of all rules need.</summary>
    public int BufferSize { get; init; }

    /// <summary>--jointbuf; null stands for the default: joint with buffers of one line, separate otherwise.</summary>
    public bool? JointBuffer { get; init; }

    /// <summary>--evstoresize: most strings in the event store of a context; 0 is without limit.</summary>
    public int EventStoreSize { get; init; }

    /// <summary>--cleantime: seconds between two rounds of housekeeping; 0 stands for housekeeping after each line.</summary>
    public long CleanTime { get; init; } = 1;

    /// <summary>--intevents: whether SEC_STARTUP and other internal events are generated.</summary>
    public bool InternalEvents { get; init; }

    /// <summary>--ruleperf: whether the CPU time of each rule and the events it has seen are counted.</summary>
    public bool RulePerformance { get; init; }

    /// <summary>--quoting: whether %s is put in single quotes in the command lines of shellcmd, spawn and cspawn.</summary>
    public bool Quoting { get; init; }

    /// <summary>--intcontexts: whether an internal context is set up around each line.</summary>
    public bool InternalContexts { get; init; }

    /// <summary>--prefilter.</summary>
    public PrefilterMode Prefilter { get; init; }
}
