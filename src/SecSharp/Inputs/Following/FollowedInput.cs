using SecSharp.Files;
using SecSharp.Polling;
using SecSharp.Posix;

namespace SecSharp.Inputs.Following;

/// <summary>
/// One input: a name, the file under it, and files that have been under it before. It is followed by name and inode: a
/// file that has been renamed or removed is read on until another one appears under the name, and also for a while after
/// that, because its writers may not have noticed yet. A file that has been truncated is read from its beginning.
/// sec(1), option --tail.
/// </summary>
internal sealed partial class FollowedInput : IPollable
{
    private readonly InputEnvironment _environment;
    private readonly PredecessorList _predecessors = new();
    private (FileIdentity Identity, long Position)? _failedAt;
    private bool _reopenAtEnd;
    private bool _namesWatched;
    private bool _cutLogged;

    /// <summary>
    /// Whether files whose renaming is told from now on have been under the name since the input was opened; changes that
    /// are older may still wait to be told when it is opened.
    /// </summary>
    private bool _isSettled;

    public FollowedInput(InputEnvironment environment, ByteString name, InputSource source)
    {
        _environment = environment;
        Name = name;
        Source = source;
        Timeout = new InputTimeout(environment, name);
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
    public bool IsWatched => _namesWatched && Current is { } file && (!file.IsRegular || file.Watch >= 0);

    /// <summary>When it is to be looked at although nothing has woken it, a timestamp of the clock.</summary>
    public long NextPoll { get; set; }

    /// <summary>When the last attempt to open it was made, seconds since Epoch.</summary>
    public long LastOpening { get; private set; }

    /// <summary>Since when it has been without data.</summary>
    public InputTimeout Timeout { get; }

    /// <summary>Number of lines that were too long and lost their end.</summary>
    public long LinesCut { get; private set; }

    /// <summary>Number of files that have been under the name before and are still read.</summary>
    public int PredecessorCount => _predecessors.Count;

    /// <summary>The first second at which a file that has been under the name before is given up.</summary>
    public long PredecessorsDue => _predecessors.Due;

    private bool IsStandardInput => Name.Span.SequenceEqual("-"u8);

    /// <summary>Opens the file under the name; a failure is logged and leaves the input closed.</summary>
    public void Open(StartPosition start)
    {
        _environment.Log.InputOpening(Name);
        TryOpen(start);
        Timeout.Restart();
    }

    /// <summary>Opens the file of an input that addinput has added.</summary>
    public void OpenDynamic(StartPosition start)
    {
        _environment.Log.DynamicInputOpening(Name, start.Offset);
        TryOpen(start);
        Timeout.Restart();
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

        _predecessors.Wake();
        Wake();
    }

    /// <summary>A stream has data.</summary>
    public void Ready(PollEvents events) => Poll();

    /// <summary>Its directory is no more watched.</summary>
    public void NamesAreUnwatched()
    {
        _namesWatched = false;
        Wake();
    }

    /// <summary>Opens a file that has been under the name and is now under another one; null when it is gone.</summary>
    public OpenInput? OpenRenamed(ByteString path) =>
        Current is null ? null : OpenInput.Open(path, _environment.Options.ReadWriteFifo, _environment.NewBlock(), out _);

    /// <summary>
    /// Takes a file that has been under the name and is now under another one. If it is unknown, it has not been seen
    /// under the name, and its lines are read now, unless it may be older than the first file that was opened.
    /// </summary>
    public void WasRenamed(OpenInput file, ByteString path)
    {
        var isKnown = file.Identity == Current?.Identity || _predecessors.Contains(file.Identity);
        if (isKnown || Current is null || !_isSettled)
        {
            _isSettled |= isKnown;
            file.Dispose();
            return;
        }

        _environment.Log.InputRenamedUnseen(Name, path);
        if (FileStatus.Of(Name, out _)?.Identity == Current.Identity)
        {
            _predecessors.Add(file, _environment.Now);
        }
        else
        {
            _predecessors.Add(Current, _environment.Now);
            Current = file;
        }

        Watch(file);
        Wake();
    }

    /// <summary>Hands out a line that has been read already, where nothing else is to be noted; otherwise it is to take its turn.</summary>
    // Hot path.
    public bool TryTakeRead(out ArraySegment<byte> line)
    {
        if (IsActive && Current is { HasRead: false } file && _predecessors.Count == 0 && file.Block is { LinesCut: 0 } block)
        {
            return block.TryTakeShortLine(out line);
        }

        line = default;
        return false;
    }

    /// <summary>Hands out its next line, reading at most --blocksize bytes.</summary>
    // Hot path.
    public Turn TakeTurn(out ArraySegment<byte> line)
    {
        // Hot path: the next line has been read already.
        if (_predecessors.Count == 0 && Current is { HasRead: false } ready && ready.Block.TryTakeLine(out line))
        {
            return ready.Block.LinesCut > 0 ? HadData(ready, line) : Turn.Line;
        }

        if (_predecessors.Count > 0)
        {
            var turn = _predecessors.TakeTurn(_environment.Now, out var predecessor, out line);
            if (turn == PredecessorTurn.Data)
            {
                return HadData(predecessor!, line);
            }

            if (turn == PredecessorTurn.GivenUp)
            {
                Release(predecessor!);
                return line.Array is null ? Turn.Progress : Turn.Line;
            }
        }

        if (Current is null)
        {
            line = default;
            return Turn.Nothing;
        }

        var file = Current;
        return file.TakeLine(out line) switch
        {
            ReadOutcome.Data => HadData(file, line),
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
            _namesWatched = _environment.Watcher?.TryWatchNames(this) == true;
        }
    }

    /// <summary>Closes all its files.</summary>
    public void Close()
    {
        while (_predecessors.Count > 0)
        {
            Release(_predecessors.TakeFirst());
        }

        CloseCurrent();
    }

    private bool TryOpen(StartPosition start)
    {
        LastOpening = _environment.Now;
        if (OpenName(out var error) is not { } file)
        {
            StayClosed(error);
            return false;
        }

        Begin(file, start);
        _isSettled = false;
        _environment.Watcher?.Ready(PollEvents.In);
        _isSettled = true;
        return true;
    }

    private OpenInput? OpenName(out int error)
    {
        // Watched before it is opened, so that nothing that happens to the name later goes unseen.
        _namesWatched = IsStandardInput || _environment.Watcher?.TryWatchNames(this) == true;
        return OpenInput.Open(Name, _environment.Options.ReadWriteFifo, _environment.NewBlock(), out error);
    }

    private void Begin(OpenInput file, StartPosition start)
    {
        Current = file;
        IsSleeping = false;
        if (start.Offset is not { } offset)
        {
            file.SeekEnd();
        }
        else if (IsStandardInput && offset == 0)
        {
            file.SeekPresent();
        }
        else if (!file.TrySeek(offset) && file.IsRegular)
        {
            _environment.Log.OffsetBeyondEnd(Name, offset);
        }

        Watch(file);
        Wake();
    }

    private void StayClosed(int error)
    {
        _environment.Log.InputNotOpened(Name, error, expected: _environment.Options is { ReopenTimeout: > 0, Tail: true });
        UnwatchNames();
    }

    // Hot path.
    private Turn HadData(OpenInput file, ArraySegment<byte> line)
    {
        if (file.HasRead)
        {
            file.HasRead = false;
            Timeout.HadData();
        }

        if (file.Block.LinesCut > 0)
        {
            LinesCut += file.Block.TakeLinesCut();
            if (!_cutLogged)
            {
                _cutLogged = true;
                _environment.Log.InputLineCut(Name, _environment.LongestLine);
            }
        }

        return line.Array is null ? Turn.Progress : Turn.Line;
    }

    private void CloseCurrent()
    {
        if (Current is { } file)
        {
            Current = null;
            Timeout.WasClosed();
            Release(file);
        }

        UnwatchNames();
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

    private void UnwatchNames()
    {
        _environment.Watcher?.UnwatchNames(this);
        _namesWatched = false;
    }

    private void WaitForStreams(bool wait)
    {
        foreach (var file in Current is null ? _predecessors.Files : _predecessors.Files.Append(Current))
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
