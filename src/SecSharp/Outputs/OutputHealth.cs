using SecSharp.Reporting;

namespace SecSharp.Outputs;

/// <summary>
/// Whether writing to one destination works. The first failure is logged, the following ones are counted, and the count
/// is told when writing works again.
/// </summary>
internal sealed class OutputHealth(string destination, EngineLog log)
{
    private long _lostInFailure;

    /// <summary>Whether the last attempt has failed.</summary>
    public bool IsFailing { get; private set; }

    /// <summary>Number of events lost since the program has started.</summary>
    public long EventsLost { get; private set; }

    /// <summary>Writing has failed.</summary>
    /// <param name="reason">Why, for the log.</param>
    /// <param name="eventsLost">Number of events that are lost by it; 0 when they are kept and tried again.</param>
    public void Failed(string reason, int eventsLost)
    {
        EventsLost += eventsLost;
        _lostInFailure += eventsLost;
        if (!IsFailing)
        {
            IsFailing = true;
            log.OutputFailed(destination, reason);
        }
    }

    /// <summary>Writing has worked.</summary>
    public void Works()
    {
        if (IsFailing)
        {
            IsFailing = false;
            log.OutputWorksAgain(destination, _lostInFailure);
            _lostInFailure = 0;
        }
    }
}
