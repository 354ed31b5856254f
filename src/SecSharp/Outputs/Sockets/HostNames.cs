using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using SecSharp.Polling;

namespace SecSharp.Outputs.Sockets;

/// <summary>Finds the addresses of names in the background; the engine's thread is told of them in its next wait.</summary>
internal sealed class HostNames : IDisposable
{
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly Func<string, Task<IPAddress[]>> _resolve;
    private Wakeup _wakeup;

    /// <param name="polls">What the engine's thread waits with.</param>
    /// <param name="resolve">Finds addresses; null: the system does.</param>
    public HostNames(PollSet polls, Func<string, Task<IPAddress[]>>? resolve = null)
    {
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
        _wakeup = new Wakeup(polls, Deliver);
    }

    /// <summary>Asks for the addresses of a name.</summary>
    /// <param name="host">The name.</param>
    /// <param name="answered">Called on the engine's thread with addresses, or with none and a reason.</param>
    public void Resolve(string host, Action<IPAddress[], string> answered) => Task.Run(async () =>
    {
        IPAddress[] addresses = [];
        var reason = "the name has no address";
        try
        {
            addresses = await _resolve(host).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            reason = exception.Message;
        }

        _answers.Enqueue(new Answer(answered, addresses, reason));
        Volatile.Read(ref _wakeup).Set();
    });

    /// <summary>Answers come in another set from now on.</summary>
    public void MoveTo(PollSet polls)
    {
        _wakeup.Dispose();
        Volatile.Write(ref _wakeup, new Wakeup(polls, Deliver));
        _wakeup.Set();
    }

    public void Dispose() => _wakeup.Dispose();

    private void Deliver()
    {
        while (_answers.TryDequeue(out var answer))
        {
            answer.Answered(answer.Addresses, answer.Reason);
        }
    }

    private sealed record Answer(Action<IPAddress[], string> Answered, IPAddress[] Addresses, string Reason);
}
