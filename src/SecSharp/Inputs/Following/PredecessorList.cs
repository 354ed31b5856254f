using SecSharp.Files;

namespace SecSharp.Inputs.Following;

/// <summary>What a turn of the predecessors has brought.</summary>
internal enum PredecessorTurn
{
    /// <summary>A line, or bytes of one.</summary>
    Data,

    /// <summary>A file has been given up; what follows its last newline is its last line.</summary>
    GivenUp,

    /// <summary>Nothing.</summary>
    Nothing,
}

/// <summary>
/// The files that have been under the name of an input before, oldest first. Each is read until it has had no data for a
/// while, because its writers may not have noticed yet that it has been rotated.
/// </summary>
internal sealed class PredecessorList
{
    /// <summary>Seconds without data after which a file is given up.</summary>
    public const long Timeout = 60;

    private readonly List<OpenInput> _files = [];

    public IEnumerable<OpenInput> Files => _files;

    public int Count => _files.Count;

    /// <summary>The first second (since Epoch) at which a file is given up.</summary>
    public long Due => _files.Count == 0 ? long.MaxValue : _files.Min(static file => file.ReadUntil);

    public bool Contains(FileIdentity identity) => _files.Exists(file => file.Identity == identity);

    public void Add(OpenInput file, long now)
    {
        file.IsAwake = true;
        file.ReadUntil = now + Timeout;
        _files.Add(file);
    }

    /// <summary>Has all files looked at in the next turn.</summary>
    public void Wake()
    {
        foreach (var file in _files)
        {
            file.IsAwake = true;
        }
    }

    /// <summary>Removes the oldest file.</summary>
    public OpenInput TakeFirst()
    {
        var file = _files[0];
        _files.RemoveAt(0);
        return file;
    }

    /// <summary>Takes the next line of the oldest file that has one.</summary>
    public PredecessorTurn TakeTurn(long now, out OpenInput? file, out ArraySegment<byte> line)
    {
        for (var index = 0; index < _files.Count; index++)
        {
            file = _files[index];
            if (file.IsAwake)
            {
                switch (file.TakeLine(out line))
                {
                    case ReadOutcome.Data:
                        file.ReadUntil = now + Timeout;
                        return PredecessorTurn.Data;
                    case ReadOutcome.Nothing:
                        file.IsAwake = false;
                        file.Block.Rest();
                        break;
                    default:
                        file.ReadUntil = 0;
                        break;
                }
            }

            if (file.ReadUntil <= now)
            {
                _files.RemoveAt(index);
                line = file.Block.TryTakeRest(out var rest) ? rest : default;
                return PredecessorTurn.GivenUp;
            }
        }

        file = null;
        line = default;
        return PredecessorTurn.Nothing;
    }
}
