using System.Runtime.InteropServices;
using SecSharp.Files;
using SecSharp.Polling;
using SecSharp.Posix;

namespace SecSharp.Inputs.Following;

/// <summary>
/// Wakes inputs when their files change: inotify(7) watches on the open files, and on the directories where their names
/// are. Inputs on file systems that others may change (network file systems) are refused; they are polled.
/// </summary>
internal sealed unsafe class FileWatcher : IPollable, IDisposable
{
    private const InotifyEvents FileChanges =
        InotifyEvents.Modified | InotifyEvents.Attributes | InotifyEvents.SelfMoved | InotifyEvents.SelfDeleted;

    private const InotifyEvents NameChanges = InotifyEvents.Created | InotifyEvents.MovedTo | InotifyEvents.MovedFrom
        | InotifyEvents.SelfDeleted | InotifyEvents.SelfMoved | InotifyEvents.OnlyDirectory;

    private readonly int _descriptor;
    private readonly PollSet _polls;
    private readonly Action _overflowed;
    private readonly byte[] _events = new byte[64 * 1024];
    private readonly Dictionary<int, List<WatchedFile>> _files = [];
    private readonly Dictionary<int, WatchedDirectory> _directories = [];

    private FileWatcher(int descriptor, PollSet polls, Action overflowed)
    {
        _descriptor = descriptor;
        _polls = polls;
        _overflowed = overflowed;
        polls.Set(descriptor, PollEvents.In, this);
    }

    /// <summary>Creates a watcher; null with an errno when the system grants none.</summary>
    /// <param name="polls">Where it waits.</param>
    /// <param name="overflowed">Called when changes have been lost: everything is to be looked at.</param>
    /// <param name="error">errno.</param>
    public static FileWatcher? TryCreate(PollSet polls, Action overflowed, out int error)
    {
        var descriptor = Libc.InotifyCreate(Libc.IN_NONBLOCK_CLOEXEC);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor < 0 ? null : new FileWatcher(descriptor, polls, overflowed);
    }

    /// <summary>Watches an open file for its input. False when that can't be done.</summary>
    public bool TryWatch(OpenInput file, FollowedInput input)
    {
        if (!FileSystems.AreChangesLocal(file.Descriptor))
        {
            return false;
        }

        // Not by its name: that may lead to another file by now.
        var watch = Add(ByteString.Utf8($"/proc/self/fd/{file.Descriptor}"), FileChanges);
        if (watch < 0)
        {
            return false;
        }

        if (!_files.TryGetValue(watch, out var watched))
        {
            _files.Add(watch, watched = []);
        }

        watched.Add(new WatchedFile(file, input));
        file.Watch = watch;
        return true;
    }

    /// <summary>Watches an open file no more; to be called before it is closed.</summary>
    public void Unwatch(OpenInput file)
    {
        if (file.Watch >= 0 && _files.TryGetValue(file.Watch, out var watched))
        {
            watched.RemoveAll(entry => ReferenceEquals(entry.File, file));
            if (watched.Count == 0)
            {
                _files.Remove(file.Watch);
                _ = Libc.InotifyRemove(_descriptor, file.Watch);
            }
        }

        file.Watch = -1;
    }

    /// <summary>Watches the directory of a name, and with a symbolic link that of the file it leads to. False when that can't be done.</summary>
    public bool TryWatchNames(FollowedInput input)
    {
        var names = new List<(int Watch, FilePath Path)>();
        var found = TryAdd(names, new FilePath(input.Name));
        if (found && FileStatus.OfLink(input.Name, out _) is { Type: FileType.SymbolicLink } && FilePath.Resolve(input.Name) is { } target)
        {
            found = TryAdd(names, target);
        }

        foreach (var (watch, path) in names)
        {
            if (!_directories.TryGetValue(watch, out var directory))
            {
                _directories.Add(watch, directory = new WatchedDirectory(path.Directory));
            }

            if (!directory.Names.Exists(name => ReferenceEquals(name.Input, input) && name.Name == path.Name))
            {
                directory.Names.Add(new WatchedName(path.Name, input));
            }
        }

        // Not before: a watch that is removed loses the changes that wait to be read.
        Unwatch(input, (watch, name) => names.Exists(kept => kept.Watch == watch && kept.Path.Name == name));
        return found;
    }

    /// <summary>Watches the names of an input no more.</summary>
    public void UnwatchNames(FollowedInput input) => Unwatch(input, static (_, _) => false);

    /// <summary>Takes all changes that have happened.</summary>
    public void Ready(PollEvents events)
    {
        // A renamed file is opened by its new name, which may have changed by then: the changes since then tell.
        do
        {
            Read();
            foreach (var directory in _directories.Values)
            {
                directory.OpenRenamed();
            }

            Read();
        }
        while (_directories.Values.Any(static directory => directory.HasUnopened));

        foreach (var directory in _directories.Values)
        {
            directory.EndMoves();
        }
    }

    public void Dispose()
    {
        _polls.Remove(_descriptor);
        _ = Libc.Close(_descriptor);
    }

    private void Read()
    {
        nint length;
        do
        {
            fixed (byte* buffer = _events)
            {
                length = Libc.Read(_descriptor, buffer, (nuint)_events.Length);
                for (nint at = 0; at < length;)
                {
                    var change = (Libc.InotifyEvent*)(buffer + at);
                    Handle(*change, change->NameLength == 0 ? [] : MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)(change + 1)));
                    at += sizeof(Libc.InotifyEvent) + (nint)change->NameLength;
                }
            }
        }
        while (length > 0);
    }

    private void Handle(in Libc.InotifyEvent change, ReadOnlySpan<byte> name)
    {
        if ((change.Events & InotifyEvents.Overflow) != 0)
        {
            _overflowed();
        }
        else if (_directories.TryGetValue(change.Watch, out var directory))
        {
            directory.Handle(change, name);
            if ((change.Events & InotifyEvents.Ignored) != 0)
            {
                _directories.Remove(change.Watch);
            }
        }
        else if (_files.TryGetValue(change.Watch, out var watched))
        {
            foreach (var (file, input) in watched)
            {
                file.IsAwake = true;
                input.Wake();
            }
        }
    }

    private void Unwatch(FollowedInput input, Func<int, ByteString, bool> isKept)
    {
        foreach (var (watch, directory) in _directories)
        {
            directory.Names.RemoveAll(name => ReferenceEquals(name.Input, input) && !isKept(watch, name.Name));
            if (directory.Names.Count == 0)
            {
                _directories.Remove(watch);
                directory.Dispose();
                _ = Libc.InotifyRemove(_descriptor, watch);
            }
        }
    }

    private bool TryAdd(List<(int Watch, FilePath Path)> names, FilePath path)
    {
        var watch = Add(path.Directory, NameChanges);
        if (watch >= 0)
        {
            names.Add((watch, path));
        }

        return watch >= 0;
    }

    private int Add(ByteString path, InotifyEvents events)
    {
        fixed (byte* name = path.ZeroTerminated())
        {
            return Libc.InotifyAdd(_descriptor, name, events);
        }
    }

    private sealed record WatchedFile(OpenInput File, FollowedInput Input);
}
