using SecSharp.Files;
using SecSharp.Posix;

namespace SecSharp.Inputs.Following;

/// <summary>
/// A directory where names of inputs are. When a file is rotated twice before it is looked at, the one in between has been
/// under the input's name only for a moment, and its lines count all the same: so it is known under which names the files
/// are now that have been under an input's name.
/// </summary>
internal sealed class WatchedDirectory(ByteString path) : IDisposable
{
    private readonly List<Move> _moves = [];

    public List<WatchedName> Names { get; } = [];

    /// <summary>Whether renamed files have not been opened under their last names.</summary>
    public bool HasUnopened => _moves.Exists(static move => move is { Name: not null, IsTried: false });

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

        var isAway = (change.Events & InotifyEvents.MovedFrom) != 0;
        if (isAway)
        {
            GoOn(change.Cookie, name);
        }

        foreach (var watched in Names)
        {
            if (watched.Name.Span.SequenceEqual(name))
            {
                watched.Input.Wake();
                if (isAway)
                {
                    _moves.Add(new Move(watched.Input) { Cookie = change.Cookie });
                }
            }
        }
    }

    /// <summary>Opens renamed files under their new names.</summary>
    public void OpenRenamed()
    {
        foreach (var move in _moves)
        {
            if (move is { Name: { } name, IsTried: false })
            {
                move.IsTried = true;
                move.File = move.Input.OpenRenamed(FilePath.Join(path, name));
            }
        }
    }

    /// <summary>Hands the renamed files to their inputs, in the order in which they were renamed.</summary>
    public void EndMoves()
    {
        foreach (var move in _moves)
        {
            if (move is { Name: { } name, File: { } file })
            {
                move.File = null;
                move.Input.WasRenamed(file, FilePath.Join(path, name));
            }
        }

        _moves.Clear();
    }

    public void Dispose()
    {
        foreach (var move in _moves)
        {
            move.File?.Dispose();
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

    private void GoOn(uint cookie, ReadOnlySpan<byte> name)
    {
        foreach (var move in _moves)
        {
            if (move.Name is { } last && last.Span.SequenceEqual(name))
            {
                move.Cookie = cookie;
                move.Name = null;
                move.IsTried = false;
                move.File?.Dispose();
                move.File = null;
            }
        }
    }

    private sealed class Move(FollowedInput input)
    {
        public FollowedInput Input => input;

        /// <summary>Joins the two halves of the last renaming.</summary>
        public uint Cookie { get; set; }

        /// <summary>The present name; null while it is unknown.</summary>
        public ByteString? Name { get; set; }

        /// <summary>Whether it has been tried to open the file under the present name.</summary>
        public bool IsTried { get; set; }

        public OpenInput? File { get; set; }
    }
}

/// <summary>The last component of an input's name in a watched directory.</summary>
internal sealed record WatchedName(ByteString Name, FollowedInput Input);
