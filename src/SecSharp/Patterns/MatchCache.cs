namespace SecSharp.Patterns;

/// <summary>
/// The pattern match cache: matches by name, kept while one input line is processed. Entries are reused.
/// sec(1), PATTERNS, PATTERN TYPES AND MATCH VARIABLES.
/// </summary>
internal sealed class MatchCache
{
    private readonly List<(ByteString Name, PatternMatch Match)> _entries = [];
    private int _count;

    /// <summary>The entry with the given name, or null.</summary>
    public PatternMatch? Find(ByteString name)
    {
        for (var index = 0; index < _count; index++)
        {
            if (_entries[index].Name == name)
            {
                return _entries[index].Match;
            }
        }

        return null;
    }

    /// <summary>Keeps a copy of <paramref name="match"/> under <paramref name="name"/>, in place of an older one.</summary>
    public void Store(ByteString name, PatternMatch match, VariableNames names)
    {
        var entry = Find(name);
        if (ReferenceEquals(entry, match))
        {
            return;
        }

        if (entry is null)
        {
            if (_count == _entries.Count)
            {
                _entries.Add((name, new PatternMatch(this)));
            }

            entry = _entries[_count].Match;
            _entries[_count++] = (name, entry);
        }

        entry.CopyFrom(match, names);
    }

    public void Clear() => _count = 0;
}
