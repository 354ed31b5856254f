using System.Numerics;

namespace SecSharp.Checking.Regexes;

/// <summary>Lines in which a regular expression matches.</summary>
internal static class SampleLine
{
    private const int MostSteps = 5000;

    /// <summary>A short line in which the expression matches, tried; null where none is found.</summary>
    public static byte[]? Of(RegexTree tree, Patterns.Pcre2.RegexScratch scratch)
    {
        if (LineAutomaton.OfMatch(tree.Root) is not { } automaton || Word(automaton, 0, automaton.Accepting) is not { } word)
        {
            return null;
        }

        var line = word.Where(static value => value != '\n').ToArray();
        return tree.Regex.IsMatch(line, scratch) ? line : null;
    }

    /// <summary>The shortest text that leads from one state to another; null where none is found.</summary>
    public static byte[]? Word(LineAutomaton automaton, int from, int to)
    {
        var before = new Dictionary<int, (int State, int Value)>();
        var queue = new Queue<int>();
        Enter(from, -1, -1);
        for (var steps = 0; queue.TryDequeue(out var state) && !before.ContainsKey(to) && steps < MostSteps; steps++)
        {
            foreach (var (set, target) in automaton.Steps(state))
            {
                if (ByteClasses.Nicest(set) is >= 0 and var value)
                {
                    Enter(target, state, value);
                }
            }
        }

        if (!before.ContainsKey(to))
        {
            return null;
        }

        var word = new Stack<byte>();
        for (var state = to; before[state] is { State: >= 0 } step; state = step.State)
        {
            word.Push((byte)step.Value);
        }

        return [.. word];

        void Enter(int target, int state, int value)
        {
            foreach (var reached in LineAutomaton.States(automaton.Reach(BigInteger.One << target)))
            {
                if (before.TryAdd(reached, (state, value)))
                {
                    queue.Enqueue(reached);
                }
            }
        }
    }
}
