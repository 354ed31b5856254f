using SecSharp.Files;
using SecSharp.Posix;

namespace SecSharp.Inputs.Following;

/// <summary>A directory where names of inputs are, with what is going on there.</summary>
internal sealed class WatchedDirectory(ByteString path)
{
    private readonly List<Move> _moves = [];

    public List<WatchedName> Names { get; } = [];

    /// <summary>Takes one change.</summary>
    public void Handle(in Libc.InotifyEvent change, ReadOnlySpan<byte> name)
    {
        const InotifyEvents gone = InotifyEvents.SelfDeleted | InotifyEvents.SelfMoved | InotifyEvents.Ignored;
        if ((change.Events & gone) != 0)
        {
            foreach (var watched in Names)
            {
                watched.Input.NamesAreUnwatched();
            }

            return;
        }

        if ((change.Events & InotifyEvents.MovedTo) != 0)
        {
            EndMove(change.Cookie, name);
        }

        foreach (var watched in Names)
        {
            if (watched.Name.Span.SequenceEqual(name))
            {
                watched.Input.Wake();
                if ((change.Events & InotifyEvents.MovedFrom) != 0)
                {
                    _moves.Add(new Move(watched.Input) { Cookie = change.Cookie });
                }
            }
        }

        if ((change.Events & InotifyEvents.MovedFrom) != 0)
        {
            foreach (var move in _moves)
            {
                if (move.Name is { } moved && moved.Span.SequenceEqual(name))
                {
                    move.Cookie = change.Cookie;
                    move.Name = null;
                }
            }
        }
    }

    /// <summary>
    /// Tells the inputs under which names the files are now that have been renamed: when a file is rotated twice before
    /// it is looked at, the one in between has been under the input's name only for a moment, and its lines count all the same.
    /// </summary>
    public void EndMoves()
    {
        foreach (var move in _moves)
        {
            if (move.Name is { } name)
            {
                move.Input.WasRenamed(FilePath.Join(path, name));
            }
        }

        _moves.Clear();
    }

    private void EndMove(uint cookie, ReadOnlySpan<byte> name)
    {
        foreach (var move in _moves)
        {
            if (move.Cookie == cookie && move.Name is null)
            {
                move.Name = ByteString.Copy(name);
            }
        }
    }

    private sealed class Move(FollowedInput input)
    {
        public FollowedInput Input => input;

        public uint Cookie { get; set; }

        public ByteString? Name { get; set; }
    }
}

/// <summary>The last component of an input's name in a watched directory.</summary>
internal sealed record WatchedName(ByteString Name, FollowedInput Input);
