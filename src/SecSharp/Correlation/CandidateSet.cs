using System.Collections.Immutable;
using System.Numerics;
using SecSharp.Inputs;
using SecSharp.Patterns.Prefilter;

namespace SecSharp.Correlation;

/// <summary>
/// The rules that can match the current line at all. Every walk through rules asks it for the next rule to try; what it
/// leaves out is exactly what could not have matched and would have had no effect, so that nothing that can be observed
/// depends on it.
/// </summary>
internal sealed class CandidateSet
{
    private readonly bool _isOn;
    private readonly ulong[] _base;
    private readonly ulong[] _always;
    private readonly ulong[] _found;
    private readonly ulong[]? _contextFirst;
    private readonly (int Lines, LiteralScanner Scanner)[] _scanners;
    private readonly LiteralScanner? _onlyScanner;
    private readonly PairCandidates[] _pairs;
    private readonly PairIndex _pairIndex = new();
    private ulong[] _current;
    private InputBuffer? _buffer;
    private long _version;
    private bool _contextsOver;
    private int _baseCount;
    private int _ungatedOperations;
    private bool _gateIsOpen;
    private InputBuffer? _bufferWithoutLiterals;
    private long _versionWithoutLiterals;

    /// <param name="rules">The rules; places in the set are given to them.</param>
    /// <param name="mode">Whether lines are filtered.</param>
    public CandidateSet(RuleBase rules, PrefilterMode mode)
    {
        _isOn = mode != PrefilterMode.No;
        var words = 0;
        foreach (var file in rules.Files)
        {
            file.FirstCandidateWord = words;
            words += Math.Max(1, (file.EventRules.Length + 63) / 64);
        }

        _base = new ulong[words];
        _found = new ulong[words];
        var contextFirst = new ulong[words];
        var sets = new List<(int Lines, int Bit, ImmutableArray<Literal> Literals)>();
        var pairs = new List<PairCandidates>();
        foreach (var file in rules.Files)
        {
            for (var number = 0; number < file.EventRules.Length; number++)
            {
                if (file.EventRules[number] is { } rule)
                {
                    Place(rule, (64 * file.FirstCandidateWord) + number, contextFirst, sets, pairs);
                }
            }
        }

        for (var pair = 0; pair < pairs.Count; pair++)
        {
            if (pairs[pair].Gate is { } gate)
            {
                pairs[pair].IsGated = true;
                sets.Add((1, -1 - pair, [gate]));
            }
        }

        var scanners = new List<(int Lines, LiteralScanner Scanner)>();
        foreach (var group in sets.GroupBy(static set => set.Lines))
        {
            var scanner = new LiteralScanner(
                [.. group.Select(static set => (set.Bit, set.Literals))], mode == PrefilterMode.Yes ? LiteralScanner.AtAnyCost : LiteralScanner.MatchCost);
            foreach (var bit in scanner.Unfiltered)
            {
                if (bit < 0)
                {
                    pairs[-1 - bit].IsGated = false;
                }
                else
                {
                    Set(_base, bit);
                }
            }

            if (!scanner.IsEmpty)
            {
                scanners.Add((group.Key, scanner));
            }
        }

        _scanners = [.. scanners];
        _onlyScanner = scanners is [(1, var single)] ? single : null;
        _pairs = [.. pairs];
        _always = [.. _base];
        _baseCount = _base.Sum(BitOperations.PopCount);
        _contextFirst = _isOn && contextFirst.Any(static word => word != 0) ? contextFirst : null;
        _current = _base;
        foreach (var pair in _pairs)
        {
            pair.TakeOver();
        }
    }

    /// <summary>Number of the line for which candidates have been found last; a line that is rewritten counts anew.</summary>
    public long Line { get; private set; }

    /// <summary>A filter for lines to come, for another thread; null where lines are not filtered one by one.</summary>
    public LineFilter? CreateLineFilter() =>
        _scanners.FirstOrDefault(static group => group.Lines == 1).Scanner is { } scanner ? new LineFilter(scanner) : null;

    /// <summary>To be called when the <see cref="LineFilter"/> has found no literal in the last line of a buffer.</summary>
    public void NoteNoLiterals(InputBuffer buffer) => (_bufferWithoutLiterals, _versionWithoutLiterals) = (buffer, buffer.Version);

    /// <summary>The number of the first rule of the file to try from <paramref name="number"/> on; the number of rules when there is none.</summary>
    public int Next(Engine engine, RuleFile file, int number)
    {
        // Hot path.
        if (!IsCurrent(engine))
        {
            Find(engine);
        }

        var rules = file.EventRules.Length;
        if (number >= rules)
        {
            return rules;
        }

        var word = file.FirstCandidateWord + (number >> 6);
        var end = file.FirstCandidateWord + ((rules + 63) >> 6);
        var bits = _current[word] & (ulong.MaxValue << number);
        while (bits == 0)
        {
            if (++word >= end)
            {
                return rules;
            }

            bits = _current[word];
        }

        return ((word - file.FirstCandidateWord) << 6) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>Whether any rule is to be tried on the current line.</summary>
    public bool Any(Engine engine)
    {
        // Hot path.
        if (!IsCurrent(engine))
        {
            Find(engine);
        }

        return _baseCount > 0 || !ReferenceEquals(_current, _base);
    }

    /// <summary>
    /// Whether looking up a context may end one now, because housekeeping has not come to it yet: context expressions that
    /// come before patterns are then evaluated in every rule.
    /// </summary>
    public static bool MayEndContexts(Engine engine) => engine.Contexts.NextDue <= engine.Now;

    /// <summary>Makes a rule a candidate for every line.</summary>
    public void Require(int bit)
    {
        if ((_base[bit >> 6] >> bit & 1) == 0)
        {
            Set(_base, bit);
            _baseCount++;
        }
    }

    /// <summary>To be called when operations have entered or left the <see cref="PairIndex"/>.</summary>
    /// <param name="isGated">Whether only lines with a certain literal need be searched for them.</param>
    /// <param name="change">By how many there are more.</param>
    public void PairIndexed(bool isGated, int change) => _ungatedOperations += isGated ? 0 : change;

    /// <summary>Takes <see cref="Require"/> back.</summary>
    public void Release(int bit)
    {
        if ((_always[bit >> 6] >> bit & 1) == 0 && (_base[bit >> 6] >> bit & 1) != 0)
        {
            _base[bit >> 6] &= ~(1UL << bit);
            _baseCount--;
        }
    }

    /// <summary>Makes a rule a candidate for the line at hand.</summary>
    public void Add(int bit)
    {
        if (ReferenceEquals(_current, _base))
        {
            Array.Copy(_base, _found, _base.Length);
            _current = _found;
        }

        Set(_found, bit);
    }

    private static void Set(ulong[] words, int bit) => words[bit >> 6] |= 1UL << bit;

    private bool IsCurrent(Engine engine)
    {
        var buffer = engine.Matcher.Buffer;
        return buffer.Version == _version && ReferenceEquals(buffer, _buffer)
            && (_contextFirst is null || _contextsOver || !MayEndContexts(engine));
    }

    private void Place(EventRule rule, int bit, ulong[] contextFirst, List<(int Lines, int Bit, ImmutableArray<Literal> Literals)> sets, List<PairCandidates> pairs)
    {
        var conditions = rule.Conditions;
        var needed = _isOn ? conditions.Select(static condition => condition.Pattern.RequiredLiterals).ToArray() : [];
        var isFiltered = _isOn && !needed.Any(static literals => literals.IsEmpty)
            && conditions.All(static condition => !condition.ContextFirst || condition.Context!.OnlyLooksUp);
        if (isFiltered)
        {
            sets.AddRange(conditions.Zip(needed, (condition, literals) => (condition.Pattern.Lines, bit, literals)));
        }
        else
        {
            Set(_base, bit);
        }

        if (conditions.Any(static condition => condition.ContextFirst))
        {
            Set(contextFirst, bit);
        }

        if (rule is not PairRule pair)
        {
            return;
        }

        pair.Candidates = null;
        if (_isOn)
        {
            var isShared = pair.SecondPattern is null && !pair.Match2.Pattern.RequiredLiterals.IsEmpty;
            if (isFiltered && isShared)
            {
                sets.Add((pair.Match2.Pattern.Lines, bit, pair.Match2.Pattern.RequiredLiterals));
            }

            if (pair.Match2.ContextFirst)
            {
                Set(contextFirst, bit);
            }

            pair.Candidates = new PairCandidates(pair, this, _pairIndex, bit, isShared);
            pairs.Add(pair.Candidates);
        }
    }

    /// <summary>Finds the candidates of the current line.</summary>
    private void Find(Engine engine)
    {
        // Hot path.
        var buffer = engine.Matcher.Buffer;
        _buffer = buffer;
        _version = buffer.Version;
        _current = _base;
        Line++;
        if (_onlyScanner is { } only && _pairs.Length == 0 && _contextFirst is null)
        {
            if ((_versionWithoutLiterals != _version || !ReferenceEquals(_bufferWithoutLiterals, buffer)) && only.Scan(buffer.LastLine))
            {
                AddFound(only);
            }

            return;
        }

        FindAll(engine, buffer);
    }

    private void AddFound(LiteralScanner scanner)
    {
        foreach (var literal in scanner.Found)
        {
            foreach (var bit in scanner.SetsOf(literal))
            {
                if (bit < 0)
                {
                    _gateIsOpen = true;
                }
                else
                {
                    Add(bit);
                }
            }
        }
    }

    private void FindAll(Engine engine, InputBuffer buffer)
    {
        _gateIsOpen = false;
        foreach (ref readonly var group in _scanners.AsSpan())
        {
            if (group.Lines == 1 && _versionWithoutLiterals == _version && ReferenceEquals(_bufferWithoutLiterals, buffer))
            {
                continue;
            }

            var scanner = group.Scanner;
            if (!scanner.Scan(group.Lines == 1 ? buffer.LastLine : buffer.Last(group.Lines)))
            {
                continue;
            }

            AddFound(scanner);
        }

        if (_gateIsOpen || _ungatedOperations > 0)
        {
            _pairIndex.Scan(buffer.LastLine);
        }

        foreach (var pair in _pairs)
        {
            pair.AddIfOver(engine);
        }

        _contextsOver = _contextFirst is not null && MayEndContexts(engine);
        if (_contextsOver)
        {
            for (var word = 0; word < _contextFirst!.Length; word++)
            {
                for (var bits = _contextFirst[word]; bits != 0; bits &= bits - 1)
                {
                    Add((64 * word) + BitOperations.TrailingZeroCount(bits));
                }
            }
        }
    }
}
