using SecSharp.Inputs;

namespace SecSharp.Patterns;

/// <summary>
/// What a successful match has set. The object is reused from match to match; what must outlive a match is taken out of
/// it with <see cref="Bindings"/> or <see cref="CopyFrom"/>.
/// </summary>
internal sealed class PatternMatch : IMatchVariables
{
    private readonly MatchCache _cache;
    private readonly ByteBuilder _source = new(64);
    private byte[] _copy = [];
    private ArraySegment<byte> _subject;
    private InputBuffer? _buffer;
    private int _lines;
    private bool _sourceKnown;
    private ByteString _internalContext;

    public PatternMatch(MatchCache cache) => _cache = cache;

    /// <summary>Start and end of $0, $1, ... in the subject; -1 for groups that are not set.</summary>
    public int[] Offsets { get; private set; } = new int[64];

    /// <summary>Highest group number.</summary>
    public int GroupCount { get; private set; }

    /// <summary>Names of groups.</summary>
    public VariableNames Names { get; private set; } = VariableNames.None;

    /// <summary>
    /// Whether $1 is "1", as a match without groups is under the reference.
    /// </summary>
    public bool ImplicitFirst { get; private set; }

    /// <summary>The array for the offsets of a match with <paramref name="groups"/> groups.</summary>
    public Span<int> OffsetsFor(int groups)
    {
        var needed = 2 * (groups + 1);
        if (Offsets.Length < needed)
        {
            Offsets = new int[needed];
        }

        return Offsets.AsSpan(0, needed);
    }

    /// <summary>Records a match by a pattern with groups, whose offsets are in <see cref="Offsets"/>.</summary>
    public void Set(InputBuffer buffer, int lines, ArraySegment<byte> subject, ByteString internalContext, int groups, VariableNames names, bool implicitFirst)
    {
        _buffer = buffer;
        _lines = lines;
        _sourceKnown = false;
        _subject = subject;
        _internalContext = internalContext;
        GroupCount = groups;
        Names = names;
        ImplicitFirst = implicitFirst;
    }

    /// <summary>Takes over all that <paramref name="other"/> has set, with its own copy of the text.</summary>
    public void CopyFrom(PatternMatch other, VariableNames names)
    {
        if (_copy.Length < other._subject.Count)
        {
            _copy = new byte[Math.Max(256, other._subject.Count)];
        }

        other._subject.AsSpan().CopyTo(_copy);
        _subject = new ArraySegment<byte>(_copy, 0, other._subject.Count);
        GroupCount = other.GroupCount;
        other.Offsets.AsSpan(0, 2 * (GroupCount + 1)).CopyTo(OffsetsFor(GroupCount));
        Names = names;
        ImplicitFirst = other.ImplicitFirst;
        _internalContext = other._internalContext;
        _source.Clear();
        _source.Append(other.Source());
        _sourceKnown = true;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Get(VariableReference variable)
    {
        if (variable.Entry is not { } entry)
        {
            return GetOwn(variable);
        }

        return _cache.Find(entry) is { } cached ? cached.GetOwn(variable) : default;
    }

    private ReadOnlySpan<byte> GetOwn(VariableReference variable)
    {
        if (variable.Number >= 0)
        {
            return Group(variable.Number);
        }

        if (Names.Find(variable.Name) is { } groups)
        {
            foreach (var group in groups)
            {
                if (IsSet(group))
                {
                    return Group(group);
                }
            }

            return default;
        }

        var name = variable.Name.Span;
        if (name.SequenceEqual("_inputsrc"u8))
        {
            return Source();
        }

        return name.SequenceEqual("_intcontext"u8) ? _internalContext.Span : default;
    }

    private bool IsSet(int group) => group == 0 || (group <= GroupCount ? Offsets[2 * group] >= 0 : group == 1 && ImplicitFirst);

    private ReadOnlySpan<byte> Group(int group)
    {
        if (group == 0)
        {
            return _subject;
        }

        if (group > GroupCount)
        {
            return group == 1 && ImplicitFirst ? "1"u8 : default;
        }

        var start = Offsets[2 * group];
        return start < 0 ? default : _subject.AsSpan(start, Offsets[(2 * group) + 1] - start);
    }

    private ReadOnlySpan<byte> Source()
    {
        if (!_sourceKnown)
        {
            _source.Clear();
            _buffer!.AppendSources(_source, _lines);
            _sourceKnown = true;
        }

        return _source.Span;
    }
}
