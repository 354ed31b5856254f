namespace SecSharp.Outputs;

/// <summary>A stream with a buffer of its own, whose failures are reported once and survived.</summary>
internal sealed class OutputStream : IDisposable
{
    private readonly Stream _stream;
    private readonly Action<string> _failed;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private bool _failing;

    /// <param name="stream">Where the bytes go; it should not have a buffer.</param>
    /// <param name="failed">Called with a message when writing fails for the first time after it has worked.</param>
    public OutputStream(Stream stream, Action<string> failed)
    {
        _stream = stream;
        _failed = failed;
    }

    /// <summary>Bytes that could not be written.</summary>
    public long BytesLost { get; private set; }

    /// <summary>Whether anything waits in the buffer.</summary>
    public bool IsPending => _length > 0;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _length)
        {
            Flush();
            if (bytes.Length > _buffer.Length)
            {
                WriteOut(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Hands all buffered bytes to the system.</summary>
    public void Flush()
    {
        if (_length > 0)
        {
            WriteOut(_buffer.AsSpan(0, _length));
            _length = 0;
        }
    }

    public void Dispose()
    {
        Flush();
        _stream.Dispose();
    }

    private void WriteOut(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            _failing = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            BytesLost += bytes.Length;
            if (!_failing)
            {
                _failing = true;
                _failed(exception.Message);
            }
        }
    }
}
