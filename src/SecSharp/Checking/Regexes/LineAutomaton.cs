using System.Numerics;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Checking.Regexes;

/// <summary>
/// A finite automaton that reads a line between two newlines, which stand for its beginning and its end; no newline is in
/// the line itself.
/// </summary>
internal sealed class LineAutomaton
{
    private const int MostStates = 600;
    private const int MostKnown = 4000;
    private const int MostWays = 60;
    private const byte Edge = (byte)'\n';

    private readonly List<List<(ByteSet Set, int Target)>> _steps = [];
    private readonly List<List<int>> _jumps = [];
    private readonly Dictionary<(BigInteger States, int Value), BigInteger> _read = [];
    private bool _isExact = true;
    private bool _isTooLarge;

    private LineAutomaton()
    {
    }

    /// <summary>Number of states; 0 is where it begins.</summary>
    public int Count => _steps.Count;

    /// <summary>The state in which a line has matched.</summary>
    public int Accepting { get; private set; }

    private static ByteSet InLine { get; } = ~default(ByteSet).With(Edge);

    private static ByteSet EdgeOnly { get; } = default(ByteSet).With(Edge);

    /// <summary>The automaton of the lines in which an expression matches somewhere; null where it would be too large.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="mayAcceptMore">Whether conditions that it can't express may be left out, so that it accepts more lines.</param>
    public static LineAutomaton? Of(RegexNode root, bool mayAcceptMore) => Build(root, mayAcceptMore, anywhere: true);

    /// <summary>The automaton of an expression alone.</summary>
    public static LineAutomaton? OfMatch(RegexNode root) => Build(root, mayAcceptMore: true, anywhere: false);

    /// <summary>All steps from a state.</summary>
    public IReadOnlyList<(ByteSet Set, int Target)> Steps(int state) => _steps[state];

    /// <summary>States that are reached from a state without reading anything, with itself.</summary>
    public BigInteger Reach(BigInteger states)
    {
        var reached = states;
        for (var rest = states; !rest.IsZero;)
        {
            var next = BigInteger.Zero;
            foreach (var state in States(rest))
            {
                foreach (var target in _jumps[state])
                {
                    next |= BigInteger.One << target;
                }
            }

            rest = next & ~reached;
            reached |= next;
        }

        return reached;
    }

    /// <summary>States after reading a byte in any of <paramref name="states"/>.</summary>
    public BigInteger Read(BigInteger states, int value)
    {
        if (_read.TryGetValue((states, value), out var known))
        {
            return known;
        }

        var next = BigInteger.Zero;
        foreach (var state in States(states))
        {
            foreach (var (set, target) in _steps[state])
            {
                if (set.Contains(value))
                {
                    next |= BigInteger.One << target;
                }
            }
        }

        if (_read.Count >= MostKnown)
        {
            _read.Clear();
        }

        return _read[(states, value)] = Reach(next);
    }

    /// <summary>The ways from a state to the next byte: each way without reading, so that one may occur several times.</summary>
    public IEnumerable<(ByteSet Set, int Target)> Ways(int state)
    {
        var ways = new List<(ByteSet, int)>();
        Follow(state, new int[Count], ways);
        return ways;
    }

    /// <summary>All sets that steps ask for.</summary>
    public IEnumerable<ByteSet> Sets => _steps.SelectMany(static steps => steps.Select(static step => step.Set));

    /// <summary>The members of a set of states.</summary>
    public static IEnumerable<int> States(BigInteger states)
    {
        for (var state = 0; !states.IsZero;)
        {
            var zeros = (int)BigInteger.TrailingZeroCount(states);
            state += zeros;
            yield return state;
            states >>= zeros + 1;
            state++;
        }
    }

    private static LineAutomaton? Build(RegexNode root, bool mayAcceptMore, bool anywhere)
    {
        if (anywhere && !AnchorsOnlyAtEdges(root, atBegin: true, atEnd: true))
        {
            return null;
        }

        var automaton = new LineAutomaton();
        var start = automaton.State();
        var begin = automaton.State();
        automaton._jumps[start].Add(begin);
        var end = automaton.Add(root, begin);
        automaton.Accepting = automaton.State();
        automaton._jumps[end].Add(automaton.Accepting);
        if (anywhere)
        {
            automaton._steps[start].Add((ByteSet.All, start));
            automaton._steps[automaton.Accepting].Add((ByteSet.All, automaton.Accepting));
        }

        return automaton._isTooLarge || !(mayAcceptMore || automaton._isExact) ? null : automaton;
    }

    /// <summary>
    /// Whether nothing can come before ^ or behind $, and none of them twice: each then reads a newline of its own, the first
    /// or the last one.
    /// </summary>
    private static bool AnchorsOnlyAtEdges(RegexNode node, bool atBegin, bool atEnd)
    {
        switch (node)
        {
            case AnchorNode anchor:
                return anchor.Kind switch { AnchorKind.Begin => atBegin, AnchorKind.End => atEnd, _ => true };
            case LookNode:
                return true;
            case RepeatNode repeat:
                var isOnce = repeat.Most is 0 or 1;
                return AnchorsOnlyAtEdges(repeat.Item, atBegin && isOnce, atEnd && isOnce);
            case SequenceNode { Items: var items }:
                for (var index = 0; index < items.Length; index++)
                {
                    if (!AnchorsOnlyAtEdges(
                        items[index],
                        atBegin && items[..index].All(static item => item.IsEmpty && !Has(item, AnchorKind.Begin)),
                        atEnd && items[(index + 1)..].All(static item => item.IsEmpty && !Has(item, AnchorKind.End))))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return node.Parts.All(part => AnchorsOnlyAtEdges(part, atBegin, atEnd));
        }
    }

    private static bool Has(RegexNode node, AnchorKind kind) => node.All.OfType<AnchorNode>().Any(anchor => anchor.Kind == kind);

    /// <summary>A loop inside of a loop is left and entered again on the way, so that a state may come twice.</summary>
    private void Follow(int state, int[] visits, List<(ByteSet, int)> ways)
    {
        if (ways.Count > MostWays || visits[state] == 2)
        {
            return;
        }

        visits[state]++;
        ways.AddRange(_steps[state]);
        foreach (var target in _jumps[state])
        {
            Follow(target, visits, ways);
        }

        visits[state]--;
    }

    private int State()
    {
        _steps.Add([]);
        _jumps.Add([]);
        _isTooLarge |= _steps.Count > MostStates;
        return _steps.Count - 1;
    }

    private int Step(int from, ByteSet set)
    {
        var target = State();
        _steps[from].Add((set, target));
        return target;
    }

    /// <summary>Adds a part that begins in state <paramref name="from"/>; returns the state in which it ends.</summary>
    private int Add(RegexNode node, int from)
    {
        if (_isTooLarge)
        {
            return from;
        }

        switch (node)
        {
            case SetNode set:
                return Step(from, set.Set & InLine);
            case SequenceNode sequence:
                return sequence.Items.Aggregate(from, (state, item) => Add(item, state));
            case AlternativesNode alternatives:
                var join = State();
                foreach (var branch in alternatives.Branches)
                {
                    var begin = State();
                    _jumps[from].Add(begin);
                    _jumps[Add(branch, begin)].Add(join);
                }

                return join;
            case GroupNode group:
                _isExact &= !group.IsAtomic;
                return Add(group.Body, from);
            case RepeatNode repeat:
                _isExact &= !repeat.IsPossessive;
                return Add(repeat, from);
            case AnchorNode { Kind: AnchorKind.Begin or AnchorKind.End }:
                return Step(from, EdgeOnly);
            case ReferenceNode:
                _isExact = false;
                var any = State();
                _jumps[from].Add(any);
                _steps[any].Add((InLine, any));
                return any;
            default:
                _isExact = false;
                return from;
        }
    }

    private int Add(RepeatNode repeat, int from)
    {
        var state = from;
        for (var count = 0; count < repeat.Least && !_isTooLarge; count++)
        {
            state = Add(repeat.Item, state);
        }

        if (repeat.Most < 0)
        {
            var loop = State();
            _jumps[state].Add(loop);
            var begin = State();
            _jumps[loop].Add(begin);
            _jumps[Add(repeat.Item, begin)].Add(loop);
            var after = State();
            _jumps[loop].Add(after);
            return after;
        }

        var end = State();
        for (var count = repeat.Least; count < repeat.Most && !_isTooLarge; count++)
        {
            _jumps[state].Add(end);
            state = Add(repeat.Item, state);
        }

        _jumps[state].Add(end);
        return end;
    }
}
