namespace SecSharp.Patterns.Prefilter;

/// <summary>
/// Tells of lines to come whether they hold any of the literals that a <see cref="LiteralScanner"/> looks for. It may be
/// asked on another thread while the scanner is at work.
/// </summary>
internal sealed class LineFilter
{
    private readonly LiteralScanner _scanner;
    private readonly LiteralHits _hits;

    public LineFilter(LiteralScanner scanner)
    {
        _scanner = scanner;
        _hits = scanner.CreateHits();
    }

    /// <summary>Whether a line, or any part of it, holds a literal.</summary>
    public bool MayMatch(ReadOnlySpan<byte> line)
    {
        // Hot path.
        _scanner.Scan(line, _hits);
        return !_hits.Found.IsEmpty;
    }
}
