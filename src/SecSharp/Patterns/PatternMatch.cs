using System.Buffers.Text;
using SecSharp.Inputs;
using SecSharp.Perl;

namespace SecSharp.Patterns;

/// <summary>
/// What a successful match has set. The object is reused from match to match; what must outlive a match is taken out of
/// it with <see cref="Bindings"/> or <see cref="CopyFrom"/>.
/// </summary>
internal sealed class PatternMatch : IMatchVariables
{
    private readonly MatchCache _cache;
    private readonly ByteBuilder _source = new(64);
    private readonly NamedValues _named = new();
    private ByteBuilder? _values;
    private byte[] _copy = [];
    private ArraySegment<byte> _subject;
    private ArraySegment<byte> _groups;
    private InputBuffer? _buffer;
    private int _lines;
    private bool _sourceKnown;
    private bool _onlyNamed;
    private ByteString _internalContext;
    private PerlHash? _shared;
    private PerlHash? _references;

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

    /// <summary>Whether Perl code has got a reference to this match and may have changed it.</summary>
    public bool IsShared => _shared is not null;

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
        _groups = subject;
        _internalContext = internalContext;
        GroupCount = groups;
        Names = names;
        ImplicitFirst = implicitFirst;
        ClearNamed();
    }

    /// <summary>Records a match by a Perl function; its values follow with <see cref="AddValue"/> or AddNamed.</summary>
    public void SetFunction(InputBuffer buffer, int lines, ArraySegment<byte> subject, ByteString internalContext, VariableNames names)
    {
        Set(buffer, lines, subject, internalContext, 0, names, implicitFirst: false);
        _values ??= new ByteBuilder();
        _values.Clear();
        _groups = ArraySegment<byte>.Empty;
    }

    /// <summary>Adds the value of the next numbered variable.</summary>
    public void AddValue(ReadOnlySpan<byte> value, bool isDefined)
    {
        var group = ++GroupCount;
        if (Offsets.Length < 2 * (group + 1))
        {
            var offsets = Offsets;
            Array.Resize(ref offsets, Offsets.Length * 2);
            Offsets = offsets;
        }

        Offsets[2 * group] = isDefined ? _values!.Length : -1;
        _values!.Append(value);
        Offsets[(2 * group) + 1] = _values.Length;
        _groups = new ArraySegment<byte>(_values.Buffer, 0, _values.Length);
    }

    /// <summary>Takes named variables from the hash that result 0 of the last call refers to.</summary>
    /// <returns>Whether any value is a reference.</returns>
    public bool AddNamed(PerlHost host) => host.ReadHash(0, _named);

    /// <summary>Adds a named variable.</summary>
    public void AddNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => _named.Take(name, value, isDefined: true);

    /// <summary>
    /// Keeps values that are Perl references, for the match cache: as variables they are strings, for Perl code that gets
    /// the cache entry they are still references.
    /// </summary>
    public void KeepReferences(PerlHost host) => _references = host.KeepResults();

    /// <summary>Takes over all that <paramref name="other"/> has set, with its own copy of the text.</summary>
    public void CopyFrom(PatternMatch other)
    {
        var separate = !ReferenceEquals(other._groups.Array, other._subject.Array);
        var needed = other._subject.Count + (separate ? other._groups.Count : 0);
        if (_copy.Length < needed)
        {
            _copy = new byte[Math.Max(256, needed)];
        }

        other._subject.AsSpan().CopyTo(_copy);
        _subject = new ArraySegment<byte>(_copy, 0, other._subject.Count);
        _groups = _subject;
        if (separate)
        {
            other._groups.AsSpan().CopyTo(_copy.AsSpan(other._subject.Count));
            _groups = new ArraySegment<byte>(_copy, other._subject.Count, other._groups.Count);
        }

        GroupCount = other.GroupCount;
        other.Offsets.AsSpan(0, 2 * (GroupCount + 1)).CopyTo(OffsetsFor(GroupCount));
        Names = other.Names;
        ImplicitFirst = other.ImplicitFirst;
        _internalContext = other._internalContext;
        _source.Clear();
        _source.Append(other.Source());
        _sourceKnown = true;
        _onlyNamed = other._onlyNamed;
        _named.CopyFrom(other._named);
        _references = other._references;
    }

    /// <summary>Takes over what a shared match holds at this moment.</summary>
    public void SnapshotOf(PatternMatch shared)
    {
        Set(InputBuffer.None, 1, default, default, 0, VariableNames.None, implicitFirst: false);
        _sourceKnown = true;
        _onlyNamed = true;
        shared._shared!.Host.ReadHash(shared._shared, _named);
    }

    /// <summary>
    /// The match as a Perl hash: all variables by name, $1 being 1. From then on Perl code may change it, and what it
    /// holds is what the hash holds. sec(1), CONTEXTS AND CONTEXT EXPRESSIONS.
    /// </summary>
    public PerlHash Share(PerlHost host)
    {
        if (_shared is not null)
        {
            return _shared;
        }

        var hash = _references is null ? host.CreateHash() : host.CopyOf(_references);
        for (var index = 0; index < _named.Count && _references is null; index++)
        {
            host.Store(hash, _named.KeyAt(index), _named.ValueAt(index), _named.IsDefinedAt(index));
        }

        if (!_onlyNamed)
        {
            StoreOwn(host, hash);
        }

        return _shared = hash;
    }

    /// <summary>Gives the Perl hash up, if there is one.</summary>
    public void Unshare()
    {
        _shared?.Dispose();
        _shared = null;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Get(VariableReference variable)
    {
        if (variable.Entry is not { } entry)
        {
            return GetOwn(variable);
        }

        return _cache.Find(entry) switch
        {
            null => default,
            { _shared: { } hash } => hash.Host.Fetch(hash, variable.Name.Span),
            var cached => cached.GetOwn(variable),
        };
    }

    private void ClearNamed()
    {
        _onlyNamed = false;
        _references = null;
        if (_named.Count > 0)
        {
            _named.Clear();
        }
    }

    /// <summary>All variables by name, as <see cref="Share"/> hands them to Perl code; null for those that exist without a value.</summary>
    public IReadOnlyDictionary<ByteString, ByteString?> Values()
    {
        var values = new SortedDictionary<ByteString, ByteString?>();
        for (var index = 0; index < _named.Count; index++)
        {
            values[ByteString.Copy(_named.KeyAt(index))] = _named.IsDefinedAt(index) ? ByteString.Copy(_named.ValueAt(index)) : null;
        }

        if (_onlyNamed)
        {
            return values;
        }

        for (var group = 0; group <= (ImplicitFirst ? Math.Max(1, GroupCount) : GroupCount); group++)
        {
            values[new ByteString(Numbers.ToBytes(group))] = IsSet(group) ? ByteString.Copy(Group(group)) : null;
        }

        values[ByteString.Utf8("_inputsrc")] = ByteString.Copy(Source());
        values[ByteString.Utf8("_intcontext")] = _internalContext.Length > 0 ? _internalContext : null;
        var names = Names.All;
        for (var index = names.Length - 1; index >= 0; index--)
        {
            var set = Array.FindIndex(names[index].Groups, IsSet);
            if (set >= 0)
            {
                values[names[index].Name] = ByteString.Copy(Group(names[index].Groups[set]));
            }
            else if (names[index].IsMapped)
            {
                values.TryGetValue(new ByteString(Numbers.ToBytes(names[index].Groups[0])), out var value);
                values[names[index].Name] = value;
            }
        }

        return values;
    }

    private ReadOnlySpan<byte> GetOwn(VariableReference variable)
    {
        if (_onlyNamed)
        {
            return Named(variable);
        }

        if (variable.Number >= 0)
        {
            return variable.Number > GroupCount && _named.Count > 0 ? Named(variable) : Group(variable.Number);
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

            // A variable map may name a number that a Perl function has set in a hash.
            return _named.Count > 0 ? Named(groups[0]) : default;
        }

        var name = variable.Name.Span;
        if (name.SequenceEqual("_inputsrc"u8))
        {
            return Source();
        }

        return name.SequenceEqual("_intcontext"u8) ? _internalContext.Span : _named.Count > 0 ? Named(name) : default;
    }

    private ReadOnlySpan<byte> Named(VariableReference variable) =>
        variable.Number >= 0 ? Named(variable.Number) : Named(variable.Name.Span);

    private ReadOnlySpan<byte> Named(int number)
    {
        Span<byte> text = stackalloc byte[11];
        Utf8Formatter.TryFormat(number, text, out var length);
        return Named(text[..length]);
    }

    private ReadOnlySpan<byte> Named(scoped ReadOnlySpan<byte> name) => _named.Find(name) is >= 0 and var index ? _named.ValueAt(index) : default;

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
        return start < 0 ? default : _groups.AsSpan(start, Offsets[(2 * group) + 1] - start);
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

    private void StoreOwn(PerlHost host, PerlHash hash)
    {
        Span<byte> number = stackalloc byte[11];
        var highest = ImplicitFirst ? Math.Max(1, GroupCount) : GroupCount;
        for (var group = 0; group <= highest; group++)
        {
            if (group > 0 && _references is not null)
            {
                break;
            }

            Utf8Formatter.TryFormat(group, number, out var length);
            host.Store(hash, number[..length], Group(group), IsSet(group));
        }

        host.Store(hash, "_inputsrc"u8, Source());
        host.Store(hash, "_intcontext"u8, _internalContext.Span, _internalContext.Length > 0);

        // From the last to the first, so that of equal names the first counts.
        var names = Names.All;
        for (var index = names.Length - 1; index >= 0; index--)
        {
            ref readonly var name = ref names[index];
            var set = Array.FindIndex(name.Groups, IsSet);
            if (_references is not null && name.Groups[0] > 0)
            {
                Utf8Formatter.TryFormat(name.Groups[0], number, out var length);
                host.StoreAgain(hash, name.Name.Span, number[..length]);
            }
            else if (set >= 0)
            {
                host.Store(hash, name.Name.Span, Group(name.Groups[set]));
            }
            else if (name.IsMapped)
            {
                Utf8Formatter.TryFormat(name.Groups[0], number, out var length);
                var named = _named.Find(number[..length]);
                host.Store(hash, name.Name.Span, named >= 0 ? _named.ValueAt(named) : default, named >= 0 && _named.IsDefinedAt(named));
            }
        }
    }
}
