using System.Numerics;

namespace SecSharp.Checking.Regexes;

/// <summary>Proves that all lines in which one expression matches are matched by another one too.</summary>
internal static class LineInclusion
{
    private const int MostPairs = 20_000;

    /// <summary>Whether it is proved; false also where a proof would be too long.</summary>
    /// <param name="wide">The automaton that accepts no line that its expression does not match.</param>
    /// <param name="narrow">The automaton that accepts at least the lines that its expression matches.</param>
    public static bool IsProved(LineAutomaton wide, LineAutomaton narrow)
    {
        var alphabet = ByteClasses.Of([.. wide.Sets, .. narrow.Sets]);
        var seen = new HashSet<(int, BigInteger, bool)>();
        var work = new Stack<(int Narrow, BigInteger Wide, bool HasBegun)>();
        Push(narrow.Reach(BigInteger.One), wide.Reach(BigInteger.One), false);
        while (work.TryPop(out var pair))
        {
            if (seen.Count > MostPairs)
            {
                return false;
            }

            foreach (var value in alphabet)
            {
                var isEdge = value == '\n';
                if (!isEdge && !pair.HasBegun)
                {
                    continue;
                }

                var next = narrow.Read(BigInteger.One << pair.Narrow, value);
                if (next.IsZero)
                {
                    continue;
                }

                var wideNext = wide.Read(pair.Wide, value);
                if (Accepts(wide, wideNext))
                {
                    continue;
                }

                if (isEdge && pair.HasBegun)
                {
                    if (Accepts(narrow, next))
                    {
                        return false;
                    }
                }
                else
                {
                    Push(next, wideNext, true);
                }
            }
        }

        return true;

        void Push(BigInteger states, BigInteger wideStates, bool hasBegun)
        {
            foreach (var state in LineAutomaton.States(states))
            {
                if (narrow.Steps(state).Count > 0 && seen.Add((state, wideStates, hasBegun)))
                {
                    work.Push((state, wideStates, hasBegun));
                }
            }
        }
    }

    /// <summary>What follows an accepted beginning does not matter, so that it is over.</summary>
    private static bool Accepts(LineAutomaton automaton, BigInteger states) => !(states >> automaton.Accepting).IsEven;
}
