namespace SecSharp.Inputs.Following;

/// <summary>How long an input has been without data. sec(1), option --input-timeout.</summary>
internal sealed class InputTimeout(InputEnvironment environment, ByteString name)
{
    private long _since = environment.Now;
    private bool _isReported;

    /// <summary>The second (since Epoch) at which the input is to be reported; <see cref="long.MaxValue"/>: never.</summary>
    public long Due => environment.Options.InputTimeout == 0 || _isReported ? long.MaxValue : _since + environment.Options.InputTimeout;

    /// <summary>Begins to count anew.</summary>
    public void Restart()
    {
        _since = environment.Now;
        _isReported = false;
    }

    /// <summary>The input has been closed: it is reported so many seconds after that.</summary>
    public void WasClosed() => _since = environment.Now;

    /// <summary>The input has had data.</summary>
    public void HadData()
    {
        _since = environment.Now;
        if (_isReported)
        {
            _isReported = false;
            environment.InputTimedOut?.Invoke(name, false);
        }
    }

    /// <summary>Reports the input when it has had no data for too long.</summary>
    public void Check()
    {
        if (Due <= environment.Now)
        {
            _isReported = true;
            environment.InputTimedOut?.Invoke(name, true);
        }
    }
}
