using SecSharp.Inputs;
using SecSharp.Patterns.Pcre2;
using SecSharp.Perl;

namespace SecSharp.Patterns;

/// <summary>What patterns are matched against at the moment, and what the last match has set.</summary>
internal sealed class LineMatcher : IDisposable
{
    public LineMatcher()
    {
        Cache = new MatchCache();
        Own = new PatternMatch(Cache);
        Match = Own;
    }

    public MatchCache Cache { get; }

    /// <summary>The match object that patterns fill.</summary>
    public PatternMatch Own { get; }

    /// <summary>The match in force: <see cref="Own"/>, or the cache entry that a Cached pattern has found.</summary>
    public PatternMatch Match { get; set; }

    /// <summary>Memory and limits for regular expressions.</summary>
    public RegexScratch Scratch { get; } = new();

    /// <summary>The buffer of the current line's source.</summary>
    public InputBuffer Buffer { get; set; } = InputBuffer.None;

    /// <summary>Name of the internal context in force; empty with none.</summary>
    public ByteString InternalContext { get; set; }

    /// <summary>Name of the source of synthetic events, which is undefined for Perl functions.</summary>
    public ByteString SyntheticSource { get; set; }

    /// <summary>Takes what has failed in Perl, and what Perl says.</summary>
    public Action<string, ByteString>? PerlFailed { get; set; }

    /// <summary>Adds a reference to a match cache entry as argument of a Perl function; undef for one that is not there.</summary>
    public void AddCacheReference(PerlHost host, ReadOnlySpan<byte> entry)
    {
        if (Cache.Find(entry) is { } match)
        {
            host.Add(match.Share(host));
        }
        else
        {
            host.AddUndefined();
        }
    }

    /// <summary>Records a match that sets $0 and the special variables only.</summary>
    public void SetWholeOnly(int lines, ArraySegment<byte> subject)
    {
        Own.Set(Buffer, lines, subject, InternalContext, 0, VariableNames.None, implicitFirst: false);
        Match = Own;
    }

    public void Dispose() => Scratch.Dispose();
}
