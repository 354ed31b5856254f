using SecSharp.Inputs;

namespace SecSharp.Replaying;

/// <summary>Lines before the first time in a log, kept until it is found so that they are delivered at it.</summary>
internal sealed class HeldLines
{
    private const int MostLines = 10_000;
    private const long MostBytes = 16 << 20;
    private readonly List<(InputSource Source, byte[] Line)> _lines = [];
    private long _bytes;

    /// <summary>Keeps a copy of a line; false when enough are kept.</summary>
    public bool TryAdd(InputSource source, ReadOnlySpan<byte> line)
    {
        if (_lines.Count >= MostLines || _bytes + line.Length > MostBytes)
        {
            return false;
        }

        _lines.Add((source, line.ToArray()));
        _bytes += line.Length;
        return true;
    }

    /// <summary>Hands out all lines in their order and forgets them.</summary>
    public IReadOnlyList<(InputSource Source, byte[] Line)> TakeAll()
    {
        var lines = _lines.ToArray();
        _lines.Clear();
        _bytes = 0;
        return lines;
    }
}
