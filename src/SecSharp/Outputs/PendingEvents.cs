namespace SecSharp.Outputs;

/// <summary>
/// The events that wait to be written to one destination, oldest first. Events are taken or refused whole, so that no
/// reader sees a part of one.
/// </summary>
/// <param name="limit">Bytes from which on further events are refused; one event alone may be longer.</param>
internal sealed class PendingEvents(int limit)
{
    /// <summary>Default limit in bytes of what waits for one slow destination.</summary>
    public const int DefaultLimit = 1024 * 1024;

    private const int KeptCapacity = 64 * 1024;

    private readonly Queue<int> _lengths = new();
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private int _written;

    /// <summary>Number of events.</summary>
    public int Count => _lengths.Count;

    /// <summary>Bytes of all events, including the part of the first one that is written already.</summary>
    public int Bytes => _end - _start;

    /// <summary>What is still to be written of the first event.</summary>
    public ReadOnlySpan<byte> First => _bytes.AsSpan(_start + _written, _lengths.Peek() - _written);

    /// <summary>What is still to be written of all events.</summary>
    public ReadOnlySpan<byte> All => _bytes.AsSpan(_start + _written, _end - _start - _written);

    /// <summary>Takes an event; false when too much waits already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> text, bool newline)
    {
        var length = text.Length + (newline ? 1 : 0);
        if (length > limit - Bytes && Count > 0)
        {
            return false;
        }

        MakeRoom(length);
        text.CopyTo(_bytes.AsSpan(_end));
        if (newline)
        {
            _bytes[_end + text.Length] = (byte)'\n';
        }

        _end += length;
        _lengths.Enqueue(length);
        return true;
    }

    /// <summary>What is still to be written of the first event, and as many whole events after it as fit.</summary>
    public ReadOnlySpan<byte> Within(int bytes)
    {
        var end = 0;
        foreach (var length in _lengths)
        {
            if (end > 0 && end + length - _written > bytes)
            {
                break;
            }

            end += length;
        }

        return _bytes.AsSpan(_start + _written, end - _written);
    }

    /// <summary>Notes that bytes have been written, from the first one on.</summary>
    public void Written(int bytes)
    {
        _written += bytes;
        while (_lengths.TryPeek(out var first) && first <= _written)
        {
            _lengths.Dequeue();
            _start += first;
            _written -= first;
        }

        if (Count == 0)
        {
            Clear();
        }
    }

    /// <summary>The first event is to be written anew from its beginning: what was written of it went nowhere.</summary>
    public void Rewind() => _written = 0;

    /// <summary>Throws the first event away.</summary>
    public void DropFirst() => Written(_lengths.Peek() - _written);

    /// <summary>Throws all events away.</summary>
    public void Clear()
    {
        _lengths.Clear();
        _start = _end = _written = 0;
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = [];
        }
    }

    private void MakeRoom(int length)
    {
        if (length <= _bytes.Length - _end)
        {
            return;
        }

        var target = length <= _bytes.Length - Bytes && _start >= _bytes.Length / 2
            ? _bytes
            : new byte[Math.Max(Bytes + length, Math.Max(256, _bytes.Length * 2))];
        _bytes.AsSpan(_start, Bytes).CopyTo(target);
        _end -= _start;
        _start = 0;
        _bytes = target;
    }
}
