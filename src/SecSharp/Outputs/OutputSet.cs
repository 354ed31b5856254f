using SecSharp.Polling;
using SecSharp.Reporting;

namespace SecSharp.Outputs;

/// <summary>
/// Where the actions of an engine write: standard output, files and FIFOs. Output is buffered while a batch of input is
/// processed and handed over with <see cref="Flush"/>; order is kept within a destination. sec(1), ACTIONS, write,
/// writen, closef and owritecl.
/// </summary>
internal class OutputSet : IDisposable
{
    /// <summary>Longest time in milliseconds that slow readers of FIFOs are waited for at the end.</summary>
    public const int DrainMilliseconds = 3000;

    /// <summary>Destinations whose failures are remembered; names may come from input, so there must be an end.</summary>
    private const int MostHealths = 10_000;

    private readonly PollSet? _polls;
    private readonly Dictionary<ByteString, OutputFile> _files = new(ByteStringComparer.Instance);
    private readonly Dictionary<ByteString, OutputFile>.AlternateLookup<ReadOnlySpan<byte>> _filesBySpan;
    private readonly Dictionary<ByteString, OutputHealth> _healths = new(ByteStringComparer.Instance);
    private readonly List<OutputFile> _draining = [];

    /// <param name="standardOutput">What <c>-</c> stands for.</param>
    /// <param name="log">Takes failures.</param>
    /// <param name="polls">Where to wait for slow readers of FIFOs; null: writing waits for them, as a replay may.</param>
    public OutputSet(Stream standardOutput, EngineLog log, PollSet? polls = null)
    {
        Log = log;
        _polls = polls;
        StandardOutput = new OutputStream(standardOutput, message => log.OutputFailed("-", message));
        _filesBySpan = _files.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public OutputStream StandardOutput { get; }

    protected EngineLog Log { get; }

    /// <summary>write and writen: <c>-</c> is standard output; a file is appended to and stays open.</summary>
    public virtual void Write(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, bool newline)
    {
        if (path.SequenceEqual("-"u8))
        {
            StandardOutput.Write(text);
            if (newline)
            {
                StandardOutput.Write("\n"u8);
            }

            return;
        }

        if (!_filesBySpan.TryGetValue(path, out var file) || !file.IsOpen)
        {
            file?.Dispose();
            _filesBySpan.Remove(path);
            file = Open(ByteString.Copy(path));
            if (file is null)
            {
                return;
            }

            _filesBySpan[path] = file;
        }

        file.Write(text, newline);
    }

    /// <summary>owritecl: appends to a file that is opened and closed for this.</summary>
    public virtual void OpenWriteClose(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text)
    {
        if (path.SequenceEqual("-"u8))
        {
            StandardOutput.Write(text);
            return;
        }

        // The same file may be open under this or another name: what was written earlier comes first.
        FlushFiles();
        if (Open(ByteString.Copy(path)) is { } file)
        {
            file.Write(text, newline: false);
            CloseWhenDrained(file);
        }
    }

    /// <summary>closef: closes a file that write or writen has opened.</summary>
    public virtual void Close(ReadOnlySpan<byte> path)
    {
        if (_filesBySpan.Remove(path, out _, out var file) && file.IsOpen)
        {
            Log.OutputClosing(path);
            CloseWhenDrained(file);
        }
        else
        {
            Log.FileNotOpen(path);
        }
    }

    /// <summary>Closes all files; the next write opens them anew. What signals do. sec(1), SIGNALS.</summary>
    public void CloseFiles()
    {
        foreach (var file in _files.Values)
        {
            CloseWhenDrained(file);
        }

        _files.Clear();
    }

    /// <summary>Hands all buffered output to the system.</summary>
    public void Flush()
    {
        StandardOutput.Flush();
        FlushFiles();
    }

    /// <summary>The files as they are now, by name.</summary>
    public IEnumerable<OutputState> States() => _files
        .OrderBy(static pair => pair.Key)
        .Select(pair => new OutputState(
            pair.Value.IsFifo ? "fifo" : "file",
            pair.Key,
            pair.Value.IsOpen,
            pair.Value.EventsPending,
            _healths.GetValueOrDefault(pair.Key)?.EventsLost ?? 0))
        .Concat(_healths
            .Where(pair => !_files.ContainsKey(pair.Key))
            .OrderBy(static pair => pair.Key)
            .Select(static pair => new OutputState("file", pair.Key, IsOpen: false, EventsPending: 0, pair.Value.EventsLost)));

    public void Dispose()
    {
        CloseFiles();
        var end = Environment.TickCount64 + DrainMilliseconds;
        foreach (var file in _draining)
        {
            file.Drained = null;
            file.Drain((int)Math.Max(0, end - Environment.TickCount64));
            file.Dispose();
        }

        _draining.Clear();
        StandardOutput.Flush();
        GC.SuppressFinalize(this);
    }

    private void FlushFiles()
    {
        foreach (var file in _files.Values)
        {
            file.Flush();
        }
    }

    private OutputFile? Open(ByteString path)
    {
        var health = HealthOf(path);
        var file = new OutputFile(path, health, _polls);
        if (file.Open(out var reason))
        {
            return file;
        }

        health.Failed(reason, eventsLost: 1);
        return null;
    }

    /// <summary>Closes a file, at once or when a slow reader has taken all.</summary>
    private void CloseWhenDrained(OutputFile file)
    {
        file.Flush();
        if (file.EventsPending > 0 && file.IsFifo && file.IsOpen)
        {
            file.Drained = Forget;
            _draining.Add(file);
        }
        else
        {
            file.Dispose();
        }
    }

    private void Forget(OutputFile file)
    {
        _draining.Remove(file);
        file.Dispose();
    }

    private OutputHealth HealthOf(ByteString path)
    {
        if (!_healths.TryGetValue(path, out var health))
        {
            if (_healths.Count >= MostHealths)
            {
                _healths.Clear();
            }

            health = new OutputHealth(path.ToDisplay(), Log);
            _healths.Add(path, health);
        }

        return health;
    }
}
