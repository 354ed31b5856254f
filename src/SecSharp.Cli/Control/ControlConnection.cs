using System.Net.Sockets;
using SecSharp.Polling;
using SecSharp.Posix;

namespace SecSharp.Cli.Control;

/// <summary>
/// A client of the <see cref="ControlSocket"/>. It never makes the engine wait: what it does not read is kept up to a limit, and
/// dropped beyond that.
/// </summary>
internal sealed class ControlConnection : IPollable, IDisposable
{
    private const int LongestRequest = 64 * 1024;
    private const int MostPending = 4 << 20;

    private readonly Socket _socket;
    private readonly PollSet _polls;
    private readonly IControlRequests _requests;
    private readonly Action<ControlConnection> _ended;
    private readonly byte[] _request = new byte[LongestRequest];
    private readonly ByteBuilder _pending = new();
    private IDisposable? _answer;
    private int _requestLength;
    private int _sent;
    private bool _isRequested;
    private bool _isEnding;
    private bool _isEnded;
    private bool _isHalfClosed;

    public ControlConnection(Socket socket, PollSet polls, IControlRequests requests, Action<ControlConnection> ended)
    {
        _socket = socket;
        _polls = polls;
        _requests = requests;
        _ended = ended;
        Wait();
    }

    /// <summary>Sends a text, whole lines; false when it was dropped because the client is too far behind, or gone.</summary>
    public bool Send(ReadOnlySpan<byte> text)
    {
        if (_isEnded || _isEnding || _pending.Length - _sent + text.Length > MostPending)
        {
            return false;
        }

        if (_sent > _pending.Length / 2)
        {
            _pending.RemoveStart(_sent);
            _sent = 0;
        }

        _pending.Append(text);
        Write();
        return !_isEnded;
    }

    /// <summary>Ends the connection when all has been sent.</summary>
    public void Finish()
    {
        _isEnding = true;
        Write();
    }

    /// <inheritdoc/>
    public void Ready(PollEvents events)
    {
        if ((events & PollEvents.Out) != 0)
        {
            Write();
        }

        if (!_isEnded && (events & ~PollEvents.Out) != 0)
        {
            Read(isGone: (events & (PollEvents.HangUp | PollEvents.Error)) != 0);
        }
    }

    /// <summary>Ends the connection at once.</summary>
    public void Dispose()
    {
        if (_isEnded)
        {
            return;
        }

        _isEnded = true;
        _polls.Remove((int)_socket.Handle);
        _socket.Dispose();
        _answer?.Dispose();
        _ended(this);
    }

    private void Read(bool isGone)
    {
        int read;
        try
        {
            read = _socket.Receive(_request.AsSpan(_requestLength), SocketFlags.None);
        }
        catch (SocketException exception)
        {
            if (exception.SocketErrorCode is not (SocketError.WouldBlock or SocketError.Interrupted))
            {
                Dispose();
            }

            return;
        }

        if (read == 0)
        {
            // A client may close its half after the request and still read.
            _isHalfClosed = true;
            Wait();
            if (isGone || !_isRequested)
            {
                Dispose();
            }

            return;
        }

        // What comes after the request has no meaning.
        if (_isRequested)
        {
            return;
        }

        _requestLength += read;
        var end = _request.AsSpan(0, _requestLength).IndexOf((byte)'\n');
        if (end >= 0)
        {
            _isRequested = true;
            _requestLength = 0;
            _answer = _requests.Begin(_request.AsSpan(0, end), this);
            if (_isEnded)
            {
                _answer?.Dispose();
            }
        }
        else if (_requestLength == _request.Length)
        {
            Dispose();
        }
    }

    private void Write()
    {
        try
        {
            while (_sent < _pending.Length)
            {
                _sent += _socket.Send(_pending.Span[_sent..], SocketFlags.None);
            }
        }
        catch (SocketException exception)
        {
            if (exception.SocketErrorCode is not (SocketError.WouldBlock or SocketError.Interrupted))
            {
                Dispose();
                return;
            }
        }

        if (_sent == _pending.Length)
        {
            _pending.Clear();
            _sent = 0;
            if (_isEnding)
            {
                Dispose();
                return;
            }
        }

        Wait();
    }

    private void Wait() => _polls.Set((int)_socket.Handle, (_isHalfClosed ? PollEvents.None : PollEvents.In) | (_pending.Length > _sent ? PollEvents.Out : PollEvents.None), this);
}
