using System.Collections.Immutable;

namespace SecSharp.Patterns.Prefilter;

/// <summary>
/// Tells which of many sets of literals occur in a line, for all sets in one or two passes. How the passes are made, and
/// which sets are too weak to be worth a pass, is decided by what they would cost.
/// </summary>
internal sealed class LiteralScanner
{
    /// <summary>Cost of matching a pattern that does not match, in nanoseconds.</summary>
    public const double MatchCost = 40;

    /// <summary>A cost with which every set is scanned for that can be.</summary>
    public const double AtAnyCost = 1e9;

    /// <summary>So few literals are searched for one by one.</summary>
    private const int MostSearched = 2;

    private const int TypicalLine = 110;
    private const double LookCost = 1.5;
    private const double PassCost = 4;

    private static readonly Pass[] LongPasses = [new(4, 8), new(4, 4), new(4, 2), new(4, 1)];
    private static readonly Pass[] ShortPasses = [new(4, 2), new(4, 1), new(3, 1), new(2, 1)];

    private readonly Literal[] _literals;

    /// <summary>The only literal, where it is one and its case counts.</summary>
    private readonly byte[]? _onlyLiteral;
    private readonly int[][] _setsOf;
    private readonly NgramTable[] _tables;
    private readonly LiteralHits _hits;

    /// <param name="sets">Sets of literals by an identifier; a line is a candidate for the identifier when it holds any of them.</param>
    /// <param name="matchCost">What it costs to do without knowing about a set, in nanoseconds a line.</param>
    public LiteralScanner(IReadOnlyList<(int Id, ImmutableArray<Literal> Literals)> sets, double matchCost)
    {
        var (longPass, shortPass) = Plan([.. sets.Select(static set => Shortest(set.Literals))], matchCost);
        var shortest = Math.Min(longPass?.ShortestLiteral ?? int.MaxValue, shortPass?.ShortestLiteral ?? int.MaxValue);
        Unfiltered = [.. sets.Where(set => Shortest(set.Literals) < shortest).Select(static set => set.Id)];
        var owners = new Dictionary<Literal, List<int>>();
        foreach (var (id, literals) in sets.Where(set => Shortest(set.Literals) >= shortest))
        {
            foreach (var literal in literals)
            {
                if (!owners.TryGetValue(literal, out var ids))
                {
                    owners[literal] = ids = [];
                }

                ids.Add(id);
            }
        }

        _literals = [.. owners.Keys];
        _setsOf = [.. owners.Values.Select(static ids => ids.Distinct().ToArray())];
        _hits = new LiteralHits(_literals.Length);
        _onlyLiteral = _literals is [{ IgnoreCase: false } one] ? one.Bytes.Array : null;
        _tables = _literals.Length <= MostSearched ? [] :
        [
            .. Tables(longPass, longPass?.ShortestLiteral ?? int.MaxValue, int.MaxValue),
            .. Tables(shortPass, shortPass?.ShortestLiteral ?? int.MaxValue, longPass?.ShortestLiteral ?? int.MaxValue),
        ];
    }

    /// <summary>Sets that are not looked for: every line is a candidate for them.</summary>
    public ImmutableArray<int> Unfiltered { get; }

    /// <summary>Whether lines need to be scanned at all.</summary>
    public bool IsEmpty => _literals.Length == 0;

    /// <summary>Looks through a line; what it has found is then in <see cref="Found"/>.</summary>
    /// <returns>Whether anything was found.</returns>
    public bool Scan(ReadOnlySpan<byte> line)
    {
        // Hot path.
        Scan(line, _hits);
        return !_hits.Found.IsEmpty;
    }

    /// <summary>Looks through a line for another thread, which owns <paramref name="hits"/>.</summary>
    public void Scan(ReadOnlySpan<byte> line, LiteralHits hits)
    {
        // Hot path.
        hits.Clear();
        if (_onlyLiteral is { } only)
        {
            if (line.IndexOf(only) >= 0)
            {
                hits.Add(0);
            }

            return;
        }

        if (_literals.Length <= MostSearched)
        {
            for (var index = 0; index < _literals.Length; index++)
            {
                if (_literals[index].OccursIn(line))
                {
                    hits.Add(index);
                }
            }

            return;
        }

        foreach (var table in _tables)
        {
            table.Scan(line, hits);
        }
    }

    /// <summary>What takes the literals that <see cref="Scan(ReadOnlySpan{byte}, LiteralHits)"/> finds.</summary>
    public LiteralHits CreateHits() => new(_literals.Length);

    /// <summary>The literals found, by number.</summary>
    public ReadOnlySpan<int> Found => _hits.Found;

    /// <summary>The sets that hold a literal.</summary>
    public ReadOnlySpan<int> SetsOf(int literal) => _setsOf[literal];

    private static int Shortest(ImmutableArray<Literal> literals) => literals.Min(static literal => literal.Length);

    private IEnumerable<NgramTable> Tables(Pass? pass, int shortest, int below)
    {
        var members = Enumerable.Range(0, _literals.Length)
            .Where(index => _literals[index].Length >= shortest && _literals[index].Length < below)
            .ToArray();
        if (pass is not null && members.Length > 0)
        {
            yield return new NgramTable(_literals, members, pass.Length, pass.Stride);
        }
    }

    private static (Pass? Long, Pass? Short) Plan(int[] lengths, double matchCost)
    {
        (Pass? Long, Pass? Short) best = (null, null);
        var bestCost = lengths.Length * matchCost;
        foreach (var longPass in LongPasses)
        {
            Consider(longPass, null);
            foreach (var shortPass in ShortPasses)
            {
                if (shortPass.ShortestLiteral < longPass.ShortestLiteral)
                {
                    Consider(longPass, shortPass);
                }
            }
        }

        foreach (var only in ShortPasses)
        {
            Consider(only, null);
        }

        return best;

        void Consider(Pass longPass, Pass? shortPass)
        {
            var shortest = (shortPass ?? longPass).ShortestLiteral;
            var cost = longPass.Cost + (shortPass?.Cost ?? 0) + (lengths.Count(length => length < shortest) * matchCost);
            if (cost < bestCost)
            {
                (best, bestCost) = ((longPass, shortPass), cost);
            }
        }
    }

    private sealed record Pass(int Length, int Stride)
    {
        public int ShortestLiteral => Length + Stride - 1;

        public double Cost => PassCost + (LookCost * TypicalLine / Stride);
    }
}
