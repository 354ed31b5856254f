using System.Collections.Immutable;

namespace SecSharp.Patterns;

/// <summary>
/// The pattern match cache: matches by name, kept while one input line is processed. Each name has its own copy, which Perl
/// code may change. Entries are reused. sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.
/// </summary>
internal sealed class MatchCache
{
    private readonly List<(ByteString Name, PatternMatch Match)> _entries = [];
    private readonly List<PatternMatch> _matches = [];
    private int _used;

    /// <summary>The entry with the given name, or null.</summary>
    public PatternMatch? Find(ByteString name) => Find(name.Span);

    /// <summary>The entry with the given name, or null.</summary>
    public PatternMatch? Find(ReadOnlySpan<byte> name) => IndexOf(name) is >= 0 and var index ? _entries[index].Match : null;

    /// <summary>Keeps copies of <paramref name="match"/> under each of <paramref name="names"/>, in place of older ones.</summary>
    public void Store(ImmutableArray<ByteString> names, PatternMatch match)
    {
        foreach (var name in names)
        {
            var kept = Take();
            kept.CopyFrom(match);
            var at = IndexOf(name.Span);
            if (at < 0)
            {
                _entries.Add((name, kept));
            }
            else
            {
                _entries[at] = (name, kept);
            }
        }
    }

    /// <summary>The entries there are.</summary>
    public IReadOnlyList<(ByteString Name, PatternMatch Match)> Entries => _entries;

    public void Clear()
    {
        if (_used == 0)
        {
            return;
        }

        for (var index = 0; index < _used; index++)
        {
            _matches[index].Unshare();
        }

        _used = 0;
        _entries.Clear();
    }

    // Hot path.
    private int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < _entries.Count; index++)
        {
            if (_entries[index].Name.Span.SequenceEqual(name))
            {
                return index;
            }
        }

        return -1;
    }

    private PatternMatch Take()
    {
        if (_used == _matches.Count)
        {
            _matches.Add(new PatternMatch(this));
        }

        return _matches[_used++];
    }
}
