using SecSharp.Files;
using SecSharp.Polling;
using SecSharp.Posix;

namespace SecSharp.Inputs.Following;

/// <summary>Where to begin in a file that is opened.</summary>
/// <param name="Offset">Byte offset; null stands for the end.</param>
internal readonly record struct StartPosition(long? Offset)
{
    public static StartPosition Beginning => new(0);

    public static StartPosition End => new(null);
}

/// <summary>What an input's turn has brought.</summary>
internal enum Turn
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>No line, but there may be more.</summary>
    Progress,

    /// <summary>Nothing: there is no more at present.</summary>
    Nothing,
}

/// <summary>
/// One input: a name, the file under it, and files that have been under it before. It is followed by name and inode: a
/// file that has been renamed or removed is read on until another one appears under the name, and also for a while after
/// that, because its writers may not have noticed yet. A file that has been truncated is read from its beginning.
/// sec(1), option --tail.
/// </summary>
internal sealed class FollowedInput : IPollable
{
    /// <summary>Seconds without data after which a file is given up that is no more the one under the name.</summary>
    public const long PredecessorTimeout = 60;

    private readonly InputEnvironment _environment;
    private readonly List<OpenInput> _predecessors = [];
    private (FileIdentity Identity, long Position)? _failedAt;
    private bool _reopenAtEnd;
    private bool _namesWatched;
    private bool _cutLogged;

    public FollowedInput(InputEnvironment environment, ByteString name, InputSource source)
    {
        _environment = environment;
        Name = name;
        Source = source;
    }

    public ByteString Name { get; }

    /// <summary>Where its lines belong in the engine.</summary>
    public InputSource Source { get; set; }

    /// <summary>Name of its internal context; empty for the default one.</summary>
    public ByteString Context { get; set; }

    /// <summary>Whether the action addinput has added it.</summary>
    public bool IsDynamic { get; set; }

    /// <summary>The file under the name; null in the closed state.</summary>
    public OpenInput? Current { get; private set; }

    /// <summary>Whether it may have lines and takes its turns.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Whether it is left alone for --check-timeout seconds.</summary>
    public bool IsSleeping { get; private set; }

    /// <summary>Whether changes wake it; otherwise it must be polled.</summary>
    public bool IsWatched { get; private set; }

    /// <summary>When it is to be looked at although nothing has woken it, a timestamp of the clock.</summary>
    public long NextPoll { get; set; }

    /// <summary>When the last attempt to open it was made, seconds since Epoch.</summary>
    public long LastOpening { get; private set; }

    /// <summary>When it last had data or was closed, seconds since Epoch.</summary>
    public long LastData { get; private set; }

    /// <summary>Whether it has been reported as having no data.</summary>
    public bool HasTimedOut { get; private set; }

    /// <summary>Number of lines that were too long and lost their end.</summary>
    public long LinesCut { get; private set; }

    /// <summary>Number of files that have been under the name before and are still read.</summary>
    public int PredecessorCount => _predecessors.Count;

    /// <summary>The first second at which a file that has been under the name before is given up.</summary>
    public long PredecessorsDue => _predecessors.Count == 0 ? long.MaxValue : _predecessors.Min(static file => file.ReadUntil);

    private bool IsStandardInput => Name.Span.SequenceEqual("-"u8);

    /// <summary>Opens the file under the name; a failure is logged and leaves the input closed.</summary>
    public void Open(StartPosition start)
    {
        _environment.Log.InputOpening(Name);
        TryOpen(start);
        RestartTimeout();
    }

    /// <summary>Opens the file of an input that addinput has added.</summary>
    public void OpenDynamic(StartPosition start)
    {
        _environment.Log.DynamicInputOpening(Name, start.Offset);
        TryOpen(start);
        RestartTimeout();
    }

    /// <summary>Tries to open it out of the closed state.</summary>
    public void Reopen()
    {
        _environment.Log.InputReopening(Name);
        if (TryOpen(_reopenAtEnd ? StartPosition.End : StartPosition.Beginning)
            && _failedAt is { } failed && failed.Identity == Current!.Identity && failed.Position <= Current.Size)
        {
            Current.TrySeek(failed.Position);
        }
    }

    /// <summary>Begins to count --input-timeout anew.</summary>
    public void RestartTimeout()
    {
        LastData = _environment.Now;
        HasTimedOut = false;
    }

    /// <summary>Looks at the input in the next round of turns.</summary>
    public void Wake()
    {
        if (!IsSleeping && !IsActive && (Current is not null || _predecessors.Count > 0))
        {
            IsActive = true;
            _environment.IsActivityChanged = true;
        }
    }

    /// <summary>Looks at all its files, whether watched or not.</summary>
    public void Poll()
    {
        if (IsSleeping)
        {
            IsSleeping = false;
            WaitForStreams(true);
        }

        foreach (var file in _predecessors)
        {
            file.IsAwake = true;
        }

        Wake();
    }

    /// <summary>A stream has data.</summary>
    public void Ready(PollEvents events) => Poll();

    /// <summary>Its directory is no more watched.</summary>
    public void NamesAreUnwatched() => _namesWatched = IsWatched = false;

    /// <summary>A file that has been under the name is now under another one; if it is unknown, its lines are read.</summary>
    public void WasRenamed(ByteString path)
    {
        if (Current is null || OpenInput.Open(path, _environment.Options.ReadWriteFifo, _environment.NewBlock(), out _) is not { } file)
        {
            return;
        }

        if (file.Identity == Current.Identity || _predecessors.Exists(known => known.Identity == file.Identity))
        {
            file.Dispose();
            return;
        }

        _environment.Log.InputRenamedUnseen(Name, path);
        if (FileStatus.Of(Name, out _)?.Identity == Current.Identity)
        {
            BecomePredecessor(file);
        }
        else
        {
            BecomePredecessor(Current);
            Current = file;
        }

        Watch(file);
        Wake();
    }

    /// <summary>Hands out its next line, reading at most --blocksize bytes.</summary>
    // Hot path.
    public Turn TakeTurn(out ArraySegment<byte> line)
    {
        if (_predecessors.Count > 0)
        {
            var turn = TakePredecessorTurn(out line);
            if (turn != Turn.Nothing)
            {
                return turn;
            }
        }

        if (Current is null)
        {
            line = default;
            return Turn.Nothing;
        }

        var file = Current;
        return Take(file, out line) switch
        {
            ReadOutcome.Data => line.Array is null ? Turn.Progress : Turn.Line,
            ReadOutcome.Nothing => AtEndOfData(file, out line),
            ReadOutcome.End => AtEndOfStream(file, out line),
            ReadOutcome.Rewritten => Truncated(file),
            _ => Failed(file),
        };
    }

    /// <summary>Has no more turns until it is woken.</summary>
    /// <param name="sleep">Whether nothing wakes it before it is polled.</param>
    public void BecomeIdle(bool sleep)
    {
        IsActive = false;
        _environment.IsActivityChanged = true;
        Current?.Block.Rest();
        if (sleep && Current is not null)
        {
            IsSleeping = true;
            WaitForStreams(false);
        }
        else if (Current is not null && !_namesWatched)
        {
            WatchNames();
        }
    }

    /// <summary>Reports the input when it has had no data for too long.</summary>
    public void CheckTimeout()
    {
        if (!HasTimedOut && _environment.Now - LastData >= _environment.Options.InputTimeout)
        {
            HasTimedOut = true;
            _environment.InputTimedOut?.Invoke(Name, true);
        }
    }

    /// <summary>Closes all its files.</summary>
    public void Close()
    {
        foreach (var file in _predecessors)
        {
            Release(file);
        }

        _predecessors.Clear();
        CloseCurrent();
    }

    private bool TryOpen(StartPosition start)
    {
        var options = _environment.Options;
        LastOpening = _environment.Now;
        if (OpenInput.Open(Name, options.ReadWriteFifo, _environment.NewBlock(), out var error) is not { } file)
        {
            _environment.Log.InputNotOpened(Name, error, expected: options.ReopenTimeout > 0 && options.Tail);
            return false;
        }

        Current = file;
        IsSleeping = false;
        if (start.Offset is not { } offset)
        {
            file.SeekEnd();
        }
        else if (!file.TrySeek(offset) && file.IsRegular)
        {
            _environment.Log.OffsetBeyondEnd(Name, offset);
        }

        Watch(file);
        WatchNames();
        Wake();
        return true;
    }

    // Hot path.
    private ReadOutcome Take(OpenInput file, out ArraySegment<byte> line)
    {
        var block = file.Block;
        if (block.TryTakeLine(out line))
        {
            return ReadOutcome.Data;
        }

        if (!block.TryReveal())
        {
            var outcome = file.Read();
            if (outcome != ReadOutcome.Data)
            {
                return outcome;
            }

            HadData();
            block.TryReveal();
        }

        if (!block.TryTakeLine(out line))
        {
            block.TryCut(out line);
        }

        if (block.LinesCut > 0)
        {
            CountCut(block);
        }

        return ReadOutcome.Data;
    }

    private Turn TakePredecessorTurn(out ArraySegment<byte> line)
    {
        foreach (var file in _predecessors)
        {
            if (file.IsAwake)
            {
                switch (Take(file, out line))
                {
                    case ReadOutcome.Data:
                        file.ReadUntil = _environment.Now + PredecessorTimeout;
                        return line.Array is null ? Turn.Progress : Turn.Line;
                    case ReadOutcome.Nothing:
                        file.IsAwake = false;
                        file.Block.Rest();
                        break;
                    default:
                        file.ReadUntil = 0;
                        break;
                }
            }

            if (file.ReadUntil <= _environment.Now)
            {
                _predecessors.Remove(file);
                var hasRest = file.Block.TryTakeRest(out line);
                Release(file);
                return hasRest ? Turn.Line : Turn.Progress;
            }
        }

        line = default;
        return Turn.Nothing;
    }

    private Turn AtEndOfData(OpenInput file, out ArraySegment<byte> line)
    {
        line = default;
        if (!_environment.Options.Tail)
        {
            if (!file.IsRegular)
            {
                return Turn.Nothing;
            }

            var hasRest = file.Block.TryTakeRest(out line);
            CloseCurrent();
            return hasRest ? Turn.Line : Turn.Progress;
        }

        var status = IsStandardInput ? FileStatus.Of(file.Descriptor, out _) : FileStatus.Of(Name, out _);
        if (status is not { } found)
        {
            return Turn.Nothing;
        }

        if (found.Identity != file.Identity)
        {
            _environment.Log.InputRecreated(Name);
            BecomePredecessor(file);
            Current = null;
            _reopenAtEnd = false;
            if (!TryOpen(StartPosition.Beginning))
            {
                LastData = _environment.Now;
            }

            return Turn.Progress;
        }

        return file.IsRegular && found.Size < file.Offset ? Truncated(file) : Turn.Nothing;
    }

    private Turn AtEndOfStream(OpenInput file, out ArraySegment<byte> line)
    {
        _environment.Log.InputPipeEnded(Name);
        var hasRest = file.Block.TryTakeRest(out line);
        if (_environment.Options.Tail && !IsStandardInput)
        {
            // The pipe is opened before it is closed: it would lose the data of a writer who comes in between.
            _environment.Log.InputPipeReopening(Name);
            Current = null;
            TryOpen(StartPosition.Beginning);
            Release(file);
        }
        else
        {
            CloseCurrent();
        }

        return hasRest ? Turn.Line : Turn.Progress;
    }

    private Turn Truncated(OpenInput file)
    {
        _environment.Log.InputTruncated(Name);
        file.Rewind();
        return Turn.Progress;
    }

    /// <summary>
    /// Closes the file. The next attempt goes on where this one has failed; if that fails too, the rest of the file is
    /// given up, as the reference does at once.
    /// </summary>
    private Turn Failed(OpenInput file)
    {
        _environment.Log.InputFailed(Name, Libc.Message(file.Error));
        var failed = (file.Identity, file.Position);
        _reopenAtEnd = _failedAt == failed;
        _failedAt = _reopenAtEnd ? null : failed;
        CloseCurrent();
        return Turn.Progress;
    }

    private void HadData()
    {
        LastData = _environment.Now;
        if (HasTimedOut)
        {
            HasTimedOut = false;
            _environment.InputTimedOut?.Invoke(Name, false);
        }
    }

    private void CountCut(LineBlock block)
    {
        LinesCut += block.TakeLinesCut();
        if (!_cutLogged)
        {
            _cutLogged = true;
            _environment.Log.InputLineCut(Name, LineReader.LongestLine);
        }
    }

    private void BecomePredecessor(OpenInput file)
    {
        file.IsAwake = true;
        file.ReadUntil = _environment.Now + PredecessorTimeout;
        _predecessors.Add(file);
    }

    private void CloseCurrent()
    {
        if (Current is { } file)
        {
            Current = null;
            LastData = _environment.Now;
            Release(file);
        }

        _environment.Watcher?.UnwatchNames(this);
        _namesWatched = false;
    }

    private void Release(OpenInput file)
    {
        _environment.Watcher?.Unwatch(file);
        _environment.Polls.Remove(file.Descriptor);
        file.Block.Rest();
        file.Dispose();
    }

    private void Watch(OpenInput file)
    {
        if (file.IsRegular)
        {
            _environment.Watcher?.TryWatch(file, this);
        }
        else
        {
            _environment.Polls.Set(file.Descriptor, PollEvents.In, this);
        }
    }

    private void WatchNames()
    {
        _namesWatched = IsStandardInput
            || (_environment.Watcher is { } watcher && Current is { } file && (!file.IsRegular || file.Watch >= 0) && watcher.TryWatchNames(this));
        IsWatched = _namesWatched;
    }

    private void WaitForStreams(bool wait)
    {
        foreach (var file in Current is null ? _predecessors : _predecessors.Append(Current))
        {
            if (!file.IsRegular && wait)
            {
                _environment.Polls.Set(file.Descriptor, PollEvents.In, this);
            }
            else if (!file.IsRegular)
            {
                _environment.Polls.Remove(file.Descriptor);
            }
        }
    }
}
