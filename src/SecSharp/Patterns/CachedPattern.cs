namespace SecSharp.Patterns;

/// <summary>Cached and NCached: looks for an entry in the pattern match cache.</summary>
internal sealed class CachedPattern(ByteString name) : Pattern
{
    public override bool SetsVariables => !Negated;

    public override bool OnlyLooks => true;

    // Hot path.
    public override bool IsMatch(LineMatcher matcher)
    {
        var entry = matcher.Cache.Find(name);
        if (entry is null || Negated)
        {
            return entry is null == Negated;
        }

        if (entry.IsShared)
        {
            matcher.Own.SnapshotOf(entry);
            matcher.Match = matcher.Own;
            return true;
        }

        matcher.Match = entry;
        return true;
    }
}
