using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Inputs.Following;

/// <summary>What all followed inputs share.</summary>
internal sealed class InputEnvironment(InputOptions options, PollSet polls, EngineLog log, int longestLine)
{
    public InputOptions Options { get; set; } = options;

    public PollSet Polls => polls;

    public EngineLog Log => log;

    /// <summary>Longest line in bytes that is handed out whole.</summary>
    public int LongestLine => longestLine;

    public BlockPool Pool { get; } = new();

    /// <summary>Wakes inputs; null when the system grants no inotify(7) instance.</summary>
    public FileWatcher? Watcher { get; set; }

    /// <summary>Seconds since Epoch, as the inputs see the time.</summary>
    public long Now { get; set; }

    /// <summary>Whether an input has become active or idle since this was last cleared.</summary>
    public bool IsActivityChanged { get; set; }

    /// <summary>Called when an input has had no data for --input-timeout seconds (true), and when it has data again.</summary>
    public Action<ByteString, bool>? InputTimedOut { get; set; }

    /// <summary>An empty block for a file that is opened.</summary>
    public LineBlock NewBlock() => new(Pool, Math.Max(1, Options.BlockSize), longestLine);
}
