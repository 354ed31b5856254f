using SecSharp.Reporting;

namespace SecSharp.Outputs;

/// <summary>
/// Where the actions of an engine write: standard output and files. Output is buffered while a batch of input is
/// processed and handed over with <see cref="Flush"/>.
/// </summary>
internal class OutputSet : IDisposable
{
    private readonly Dictionary<ByteString, OutputStream> _files = [];
    private readonly Dictionary<ByteString, OutputStream>.AlternateLookup<ReadOnlySpan<byte>> _filesBySpan;

    public OutputSet(Stream standardOutput, EngineLog log)
    {
        Log = log;
        StandardOutput = new OutputStream(standardOutput, message => log.OutputFailed("-", message));
        _files = new Dictionary<ByteString, OutputStream>(ByteStringComparer.Instance);
        _filesBySpan = _files.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public OutputStream StandardOutput { get; }

    protected EngineLog Log { get; }

    /// <summary>write and writen: <c>-</c> is standard output; a file is appended to and stays open.</summary>
    public virtual void Write(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text, bool newline)
    {
        var stream = path.SequenceEqual("-"u8) ? StandardOutput : Open(path);
        stream?.Write(text);
        if (newline)
        {
            stream?.Write("\n"u8);
        }
    }

    /// <summary>owritecl: appends to a file that is opened and closed for this.</summary>
    public virtual void OpenWriteClose(ReadOnlySpan<byte> path, ReadOnlySpan<byte> text)
    {
        if (path.SequenceEqual("-"u8))
        {
            StandardOutput.Write(text);
            return;
        }

        using var stream = OpenFile(path);
        stream?.Write(text);
    }

    /// <summary>closef: closes a file that write or writen has opened.</summary>
    public virtual void Close(ReadOnlySpan<byte> path)
    {
        if (_filesBySpan.Remove(path, out _, out var stream))
        {
            stream.Dispose();
        }
        else
        {
            Log.FileNotOpen(path);
        }
    }

    /// <summary>Hands all buffered output to the system.</summary>
    public void Flush()
    {
        StandardOutput.Flush();
        foreach (var file in _files.Values)
        {
            file.Flush();
        }
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }

        _files.Clear();
        StandardOutput.Flush();
        GC.SuppressFinalize(this);
    }

    private OutputStream? Open(ReadOnlySpan<byte> path)
    {
        if (_filesBySpan.TryGetValue(path, out var stream))
        {
            return stream;
        }

        stream = OpenFile(path);
        if (stream is not null)
        {
            _files.Add(ByteString.Copy(path), stream);
        }

        return stream;
    }

    private OutputStream? OpenFile(ReadOnlySpan<byte> path)
    {
        var name = System.Text.Encoding.UTF8.GetString(path);
        try
        {
            var file = new FileStream(name, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new OutputStream(file, message => Log.OutputFailed(name, message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Log.OutputFailed(name, exception.Message);
            return null;
        }
    }
}
