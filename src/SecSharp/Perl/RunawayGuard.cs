namespace SecSharp.Perl;

/// <summary>
/// Ends calls of Perl code that take all memory, such as recursion without end. It looks twice a second at a call in
/// progress, and tells Perl with a signal when memory has grown too much since it saw the call first.
/// </summary>
internal sealed class RunawayGuard : IDisposable
{
    /// <summary>The signal, which Perl knows as NUM62: a real-time signal that nothing else uses.</summary>
    public const int Signal = 62;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Func<long> _residentMemory;
    private readonly Action _interrupt;
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private volatile int _calls;
    private int _seen;
    private int _flagged;
    private long _before;
    private bool _isDisposed;

    /// <param name="residentMemory">Bytes that the process with Perl in it holds.</param>
    /// <param name="interrupt">Sends <see cref="Signal"/> to it.</param>
    public RunawayGuard(Func<long> residentMemory, Action interrupt)
    {
        _residentMemory = residentMemory;
        _interrupt = interrupt;
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Bytes by which memory may grow during a call: half of what the machine has, unless set otherwise.</summary>
    public long Limit { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>Whether the call in progress is the one that has grown too much.</summary>
    public bool HasFlaggedCall => _flagged == _calls && (_flagged & 1) == 1;

    /// <summary>A call begins or ends; in between the number is odd.</summary>
    // Hot path.
    public void Step() => _calls++;

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            var call = _calls;
            if (_isDisposed || (call & 1) == 0)
            {
                return;
            }

            if (call != _seen)
            {
                _seen = call;
                _before = _residentMemory();
            }
            else if (_residentMemory() - _before > Limit)
            {
                _flagged = call;
                _interrupt();
            }
        }
    }
}
