using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Regexes;

/// <summary>
/// Looks for texts on which a regular expression backtracks beyond measure. Candidates come from its automaton: a text that
/// leads from a state back to it in two ways doubles the work with each repetition; one that several unbounded repetitions
/// can take adds a power. What counts is the trial, a match that runs out of the engine's limit of steps.
/// </summary>
internal sealed class Backtracking(RegexTree tree)
{
    private const int MostStates = 250;
    private const int MostPairs = 40_000;

    /// <summary>Longest line that is tried: one that a log may well hold.</summary>
    private const int LongestLine = 1000;

    /// <summary>Repetitions that are enough where each doubles the work.</summary>
    private const int Doublings = 30;

    private const int MostEnds = 8;

    private const int MostCandidates = 20;

    /// <summary>A line on which the expression runs out of steps: its beginning, and the text that is repeated in it; null where none is found.</summary>
    public RunawayLine? Find()
    {
        if (LineAutomaton.OfMatch(tree.Root) is not { Count: <= MostStates } automaton
            || !tree.Root.All.Any(static node => node is RepeatNode { Most: < 0 or > 10 }))
        {
            return null;
        }

        using var scratch = new RegexScratch(new RegexLimits(UseJit: false));
        var ends = ByteClasses.Of(automaton.Sets).Where(static value => value != '\n').Select(static value => (byte)value).Append((byte)0).TakeLast(MostEnds).ToList();
        foreach (var (state, pump, times) in Ambiguous(automaton).Take(MostCandidates).Concat(Repeated(automaton).Take(MostCandidates)))
        {
            // What comes behind must be in the line too: without it the expression is not even begun.
            if (SampleLine.Word(automaton, 0, state) is { } prefix && SampleLine.Word(automaton, state, automaton.Accepting) is { } rest
                && Try(Line(prefix), pump, times, Line(rest), ends, scratch) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static byte[] Line(byte[] word) => [.. word.Where(static value => value != '\n')];

    private RunawayLine? Try(byte[] prefix, byte[] pump, int times, byte[] rest, List<byte> ends, RegexScratch scratch)
    {
        times = Math.Min(times, (LongestLine - prefix.Length - rest.Length - 2) / pump.Length);
        if (times <= 0)
        {
            return null;
        }

        byte[] repeated = [.. prefix, .. Enumerable.Repeat(pump, times).SelectMany(static text => text)];
        foreach (var end in ends)
        {
            foreach (byte[] line in (byte[][])[[.. repeated, end, end, .. rest], [.. repeated, .. rest, end]])
            {
                var before = scratch.LimitCount;
                tree.Regex.IsMatch(line, scratch);
                if (scratch.LimitCount > before)
                {
                    return new RunawayLine(prefix, pump, line.Length);
                }
            }
        }

        return null;
    }

    /// <summary>Texts that several unbounded repetitions can take.</summary>
    private static IEnumerable<(int State, byte[] Pump, int Times)> Repeated(LineAutomaton automaton)
    {
        var loops = Enumerable.Range(0, automaton.Count)
            .SelectMany(state => automaton.Ways(state).Where(way => way.Target == state || automaton.Ways(way.Target).Any(back => back.Target == way.Target)).Select(way => (way.Set, way.Target)))
            .Distinct()
            .ToList();
        foreach (var value in ByteClasses.Of(loops.Select(static loop => loop.Set)))
        {
            var able = loops.Where(loop => loop.Set.Contains(value)).Select(static loop => loop.Target).Distinct().ToList();
            if (value != '\n' && able.Count > 1)
            {
                yield return (able[0], [(byte)value], LongestLine);
            }
        }
    }

    /// <summary>States with a text that leads back to them in two ways.</summary>
    private static IEnumerable<(int State, byte[] Pump, int Times)> Ambiguous(LineAutomaton automaton)
    {
        var ways = Enumerable.Range(0, automaton.Count).Select(state => automaton.Ways(state).ToList()).ToArray();
        foreach (var state in Enumerable.Range(0, automaton.Count).Where(state => ways[state].Count > 0))
        {
            if (PumpOf(state, ways) is { } pump)
            {
                yield return (state, pump, Doublings);
            }
        }
    }

    /// <summary>A text that leads from a state back to it in two ways: found among pairs of ways.</summary>
    private static byte[]? PumpOf(int state, List<(ByteSet Set, int Target)>[] ways)
    {
        var before = new Dictionary<(int, int, bool), ((int, int, bool) From, int Value)>();
        var queue = new Queue<(int Left, int Right, bool Differ)>();
        var start = (state, state, false);
        queue.Enqueue(start);
        while (queue.TryDequeue(out var pair) && before.Count < MostPairs)
        {
            for (var left = 0; left < ways[pair.Left].Count; left++)
            {
                for (var right = 0; right < ways[pair.Right].Count; right++)
                {
                    var (leftSet, leftTarget) = ways[pair.Left][left];
                    var (rightSet, rightTarget) = ways[pair.Right][right];
                    var value = ByteClasses.Nicest(leftSet & rightSet);
                    var next = (leftTarget, rightTarget, pair.Differ || leftTarget != rightTarget || (pair.Left == pair.Right && left != right));
                    if (value < 0 || !before.TryAdd(next, (pair, value)))
                    {
                        continue;
                    }

                    if (next == (state, state, true))
                    {
                        return Text(next);
                    }

                    queue.Enqueue(next);
                }
            }
        }

        return null;

        byte[] Text((int, int, bool) end)
        {
            var text = new Stack<byte>();
            var at = end;
            do
            {
                var (from, value) = before[at];
                text.Push((byte)value);
                at = from;
            }
            while (at != start);

            return [.. text];
        }
    }
}

/// <summary>A line on which a regular expression runs out of steps.</summary>
/// <param name="Prefix">How it begins.</param>
/// <param name="Pump">What is then repeated.</param>
/// <param name="Length">Its length.</param>
internal sealed record RunawayLine(byte[] Prefix, byte[] Pump, int Length);
