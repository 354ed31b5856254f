using SecSharp.Configuration.Syntax;
using SecSharp.Hosting;
using SecSharp.Inputs.Following;
using SecSharp.Polling;
using SecSharp.Posix;
using SecSharp.Reporting;

namespace SecSharp.Inputs;

/// <summary>
/// All inputs of the daemon. They have their turns in the order of their names, one line each, as in the reference; which
/// inputs may have lines is known from inotify(7) and poll(2) where possible, and by looking at them now and then.
/// </summary>
internal sealed class InputSet : IExternalActions, ITimed, IDisposable
{
    /// <summary>Time between two looks at an input that is watched too: for changes that the system does not tell.</summary>
    private static readonly TimeSpan WatchedPoll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(5);

    private readonly InputEnvironment _environment;
    private readonly TimeProvider _time;
    private readonly SortedDictionary<ByteString, FollowedInput> _inputs = [];
    private readonly List<FollowedInput> _round = [];
    private Engine _engine;
    private FollowedInput? _only;
    private int _turn;
    private long _nextCheck;

    /// <param name="options">Settings.</param>
    /// <param name="engine">The engine that will process the lines.</param>
    /// <param name="polls">Where the program waits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    /// <param name="longestLine">Longest line in bytes that is handed out whole.</param>
    /// <param name="watch">Whether inotify(7) is used where it serves.</param>
    public InputSet(
        InputOptions options,
        Engine engine,
        PollSet polls,
        TimeProvider time,
        EngineLog log,
        int longestLine = LineReader.LongestLine,
        bool watch = true)
    {
        _environment = new InputEnvironment(options, polls, log, longestLine);
        _engine = engine;
        _time = time;
        ReadClock();
        if (watch && options.Tail)
        {
            _environment.Watcher = FileWatcher.TryCreate(polls, PollAll, out var error);
            if (error != 0)
            {
                log.NoFileWatches(Libc.Message(error));
            }
        }
    }

    /// <summary>Called when an input has had no data for --input-timeout seconds (true), and when it has data again (false).</summary>
    public Action<ByteString, bool>? InputTimedOut
    {
        get => _environment.InputTimedOut;
        set => _environment.InputTimedOut = value;
    }

    /// <summary>Whether no more lines will ever come. Only without --tail.</summary>
    public bool AtEnd => !_environment.Options.Tail && _inputs.Values.All(static input => input.Current is null);

    /// <summary>The inputs, for the dump.</summary>
    public IEnumerable<InputState> States => _inputs.Values.Select(static input => new InputState(
        input.Name,
        input.Context.Length > 0 ? input.Context : DefaultContext(input.Name),
        input.IsDynamic,
        input.Current is not null,
        input.Current is { IsRegular: true },
        input.Current?.Identity,
        input.Current?.Position ?? 0,
        input.Current?.Offset ?? 0,
        input.Current?.Size ?? 0,
        input.Source.Lines,
        input.LinesCut,
        input.PredecessorCount));

    /// <summary>Opens all inputs.</summary>
    public void Open()
    {
        var options = _environment.Options;
        foreach (var (name, context) in InputPattern.Expand(options.Patterns.Select(InputPattern.Parse)))
        {
            Add(name, context).Open(options.Tail && !options.FromStart ? StartPosition.End : StartPosition.Beginning);
        }
    }

    /// <summary>
    /// Opens inputs anew with other settings: the patterns are evaluated again, files that these name for the first time
    /// begin at their end. A file that was open goes on where it was, so that no line is lost.
    /// sec(1), SIGNALS, SIGHUP and SIGABRT.
    /// </summary>
    /// <param name="options">The new settings.</param>
    /// <param name="engine">The engine that will process the lines.</param>
    /// <param name="isFullRestart">Whether inputs that addinput has added are dropped, and all states begin anew.</param>
    public void Reload(InputOptions options, Engine engine, bool isFullRestart)
    {
        ReadClock();
        var isSameEngine = ReferenceEquals(engine, _engine);
        _environment.Options = options;
        _engine = engine;
        var wanted = InputPattern.Expand(options.Patterns.Select(InputPattern.Parse));
        foreach (var input in _inputs.Values.ToArray())
        {
            input.IsDynamic &= !isFullRestart && !wanted.ContainsKey(input.Name);
            if (input.IsDynamic)
            {
                wanted.Add(input.Name, input.Context);
            }
            else if (!wanted.ContainsKey(input.Name))
            {
                Remove(input);
            }
        }

        var keep = !isFullRestart && options.KeepOpen;
        foreach (var (name, context) in wanted)
        {
            if (!_inputs.TryGetValue(name, out var input))
            {
                Add(name, context).Open(options.Tail ? StartPosition.End : StartPosition.Beginning);
                continue;
            }

            if (!isSameEngine || input.Context != context)
            {
                input.Context = context;
                _engine.RemoveSource(input.Source);
                input.Source = _engine.CreateSource(name, context);
            }

            Reopen(input, keep, isFullRestart);
        }
    }

    /// <summary>The actions addinput and dropinput.</summary>
    public void Perform(ExternalRequest request)
    {
        var parameters = request.Parameters;
        if (request.Action == ActionKind.AddInput)
        {
            AddInput(parameters[0], parameters.ElementAtOrDefault(1), parameters.ElementAtOrDefault(2));
        }
        else
        {
            DropInput(parameters[0]);
        }
    }

    /// <summary>The action addinput.</summary>
    /// <param name="name">The file.</param>
    /// <param name="offset">Byte offset where processing starts; empty or <c>-</c> stands for the end.</param>
    /// <param name="context">Its internal context; empty for the default one.</param>
    public void AddInput(ByteString name, ByteString offset, ByteString context)
    {
        var log = _environment.Log;
        log.DynamicInputAdding(name, context.Length > 0 ? context : DefaultContext(name));
        var isEnd = offset.Length == 0 || offset.Span.SequenceEqual("-"u8);
        if (_inputs.TryGetValue(name, out var known))
        {
            log.DynamicInputExists(name, known.IsDynamic);
        }
        else if (!isEnd && offset.Span.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            log.InvalidInputOffset(name, offset);
        }
        else
        {
            var start = long.TryParse(offset.Span, out var value) ? new StartPosition(value) : new StartPosition(long.MaxValue);
            var input = Add(name, context);
            input.IsDynamic = true;
            input.OpenDynamic(isEnd ? StartPosition.End : start);
        }
    }

    /// <summary>The action dropinput: drops an input that addinput has added, with the lines that are not processed yet.</summary>
    public void DropInput(ByteString name)
    {
        _environment.Log.DynamicInputDropping(name);
        if (_inputs.TryGetValue(name, out var input) && input.IsDynamic)
        {
            Remove(input);
        }
        else
        {
            _environment.Log.NoDynamicInput(name);
        }
    }

    /// <summary>
    /// Takes the next line among the data there are, never waiting. It is valid until the next call.
    /// </summary>
    // Hot path.
    public bool TryTakeLine(out InputSource source, out ArraySegment<byte> line)
    {
        // The only input that may have lines, and has read some: all turns are its own.
        if (_only is { } only && !_environment.IsActivityChanged && only.TryTakeRead(out line))
        {
            source = only.Source;
            return true;
        }

        while (true)
        {
            while (_turn < _round.Count)
            {
                var input = _round[_turn++];
                if (!input.IsActive)
                {
                    continue;
                }

                switch (input.TakeTurn(out line))
                {
                    case Turn.Line:
                        source = input.Source;
                        return true;
                    case Turn.Nothing:
                        BecomeIdle(input);
                        break;
                }
            }

            _turn = 0;
            if (_environment.IsActivityChanged)
            {
                _environment.IsActivityChanged = false;
                _round.Clear();
                _round.AddRange(_inputs.Values.Where(static input => input.IsActive));
                _only = _round.Count == 1 ? _round[0] : null;
            }

            if (_round.Count == 0)
            {
                source = null!;
                line = default;
                return false;
            }
        }
    }

    /// <summary>Does what has become due: polls inputs, opens closed ones, reports those without data.</summary>
    public void CheckTimes()
    {
        ReadClock();
        var options = _environment.Options;
        var timestamp = _time.GetTimestamp();
        if (timestamp < _nextCheck)
        {
            return;
        }

        _nextCheck = timestamp + (_time.TimestampFrequency / 1000);
        foreach (var input in _inputs.Values)
        {
            if (!input.IsActive && input.NextPoll <= timestamp)
            {
                input.Poll();
            }

            if (input.PredecessorsDue <= _environment.Now)
            {
                input.Wake();
            }

            input.Timeout.Check();
            if (IsReopened(input) && _environment.Now - input.LastOpening >= options.ReopenTimeout)
            {
                input.Reopen();
            }
        }
    }

    /// <summary>
    /// Milliseconds until <see cref="CheckTimes"/> has something to do; -1 when that is never. Only while there are no lines.
    /// </summary>
    public int MillisecondsToDue()
    {
        var options = _environment.Options;
        var timestamp = _time.GetTimestamp();
        var poll = long.MaxValue;
        var second = long.MaxValue;
        foreach (var input in _inputs.Values)
        {
            if (input.IsActive)
            {
                return 0;
            }

            if (input.Current is not null)
            {
                poll = Math.Min(poll, input.NextPoll);
            }

            second = Math.Min(second, input.PredecessorsDue);
            second = IsReopened(input) ? Math.Min(second, input.LastOpening + options.ReopenTimeout) : second;
            second = Math.Min(second, input.Timeout.Due);
        }

        var milliseconds = poll == long.MaxValue ? -1
            : (int)Math.Clamp(Math.Ceiling(_time.GetElapsedTime(timestamp, poll).TotalMilliseconds), 0, int.MaxValue);
        return second == long.MaxValue ? milliseconds
            : (int)Math.Min((uint)milliseconds, (uint)EventLoop.Until(second, _time));
    }

    public void Dispose()
    {
        foreach (var input in _inputs.Values)
        {
            input.Close();
        }

        _inputs.Clear();
        _environment.Watcher?.Dispose();
    }

    private static ByteString DefaultContext(ByteString name) => new([.. "_FILE_EVENT_"u8, .. name.Span]);

    private FollowedInput Add(ByteString name, ByteString context)
    {
        var input = new FollowedInput(_environment, name, _engine.CreateSource(name, context)) { Context = context };
        _inputs.Add(name, input);
        return input;
    }

    private void Remove(FollowedInput input)
    {
        input.Close();
        input.BecomeIdle(sleep: false);
        _inputs.Remove(input.Name);
        _engine.RemoveSource(input.Source);
    }

    private void Reopen(FollowedInput input, bool keep, bool isFullRestart)
    {
        if (input.Current is null)
        {
            input.Open(_environment.Options.Tail ? StartPosition.End : StartPosition.Beginning);
            return;
        }

        _environment.Log.InputOpening(input.Name);
        if (keep)
        {
            _environment.Log.InputAlreadyOpen(input.Name);
        }
        else
        {
            // What is open goes on where it is; if another file has appeared under the name, that is noticed now.
            input.Poll();
        }

        if (isFullRestart)
        {
            input.Timeout.Restart();
        }
    }

    private bool IsReopened(FollowedInput input) =>
        input.Current is null && _environment.Options is { ReopenTimeout: > 0, Tail: true };

    private void BecomeIdle(FollowedInput input)
    {
        var options = _environment.Options;
        input.BecomeIdle(sleep: options.CheckTimeout > 0);
        var interval = options.CheckTimeout > 0 ? TimeSpan.FromSeconds(options.CheckTimeout)
            : input.IsWatched || !options.Tail ? WatchedPoll
            : options.PollTimeout > ShortestPoll ? options.PollTimeout
            : ShortestPoll;
        input.NextPoll = _time.GetTimestamp() + (long)(interval.TotalSeconds * _time.TimestampFrequency);
    }

    private void PollAll()
    {
        foreach (var input in _inputs.Values)
        {
            if (!input.IsSleeping)
            {
                input.Poll();
            }
        }
    }

    private void ReadClock() => _environment.Now = _time.GetUtcNow().ToUnixTimeSeconds();
}
