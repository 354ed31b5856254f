using SecSharp.Checking.Regexes;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;

namespace SecSharp.Checking.Rules;

/// <summary>Which match variables the patterns of a rule base set.</summary>
internal sealed class PatternVariables(CheckedRuleBase rules)
{
    private readonly Dictionary<RuleMatch, VariableSet> _sets = new(ReferenceEqualityComparer.Instance);
    private Dictionary<ByteString, List<RuleMatch>>? _cached;

    /// <summary>The patterns whose matches are cached, by the name under which they are.</summary>
    public IReadOnlyDictionary<ByteString, List<RuleMatch>> Cached => _cached ??= FindCached();

    /// <summary>What a pattern sets.</summary>
    public VariableSet Of(RuleMatch match)
    {
        if (!_sets.TryGetValue(match, out var set))
        {
            // A pattern that refers to itself through the match cache adds nothing.
            _sets[match] = VariableSet.None;
            _sets[match] = set = Find(match);
        }

        return set;
    }

    /// <summary>What a match cache entry holds, whichever pattern has set it.</summary>
    public VariableSet OfEntry(ByteString name) => Cached.TryGetValue(name, out var matches)
        ? matches.Select(Of).Aggregate(VariableSet.Join)
        : VariableSet.Any;

    private VariableSet Find(RuleMatch match)
    {
        var pattern = match.Pattern;
        if (!pattern.SetsVariables)
        {
            return VariableSet.None;
        }

        if (pattern.Negated)
        {
            return VariableSet.OfGroups(0);
        }

        switch (pattern.Kind)
        {
            case PatternKind.Cached:
                return OfEntry(pattern.Text);
            case PatternKind.RegExp when (pattern.Regex ?? RegexTree.WithPlaceholders(pattern)) is { } regex:
                var set = VariableSet.OfGroups(regex.GroupCount);
                set.Names.UnionWith(regex.GroupNames.Select(static name => name.Name));
                set.Names.UnionWith(match.Syntax.VariableMap.Variables.Select(static variable => variable.Name));
                return set;
            default:
                return VariableSet.Any;
        }
    }

    private Dictionary<ByteString, List<RuleMatch>> FindCached()
    {
        var cached = new Dictionary<ByteString, List<RuleMatch>>();
        foreach (var match in rules.Matches)
        {
            foreach (var name in match.Syntax.VariableMap.CacheNames)
            {
                if (!cached.TryGetValue(name, out var matches))
                {
                    cached[name] = matches = [];
                }

                matches.Add(match);
            }
        }

        return cached;
    }
}

/// <summary>Match variables that a pattern sets.</summary>
internal sealed class VariableSet
{
    private VariableSet()
    {
    }

    /// <summary>Whether it is not known which.</summary>
    public bool IsAny { get; private init; }

    /// <summary>Highest number of a numbered variable; -1 where not even $0 is set.</summary>
    public int Highest { get; private init; } = -1;

    /// <summary>Names of named variables.</summary>
    public HashSet<ByteString> Names { get; } = [];

    /// <summary>Any variables.</summary>
    public static VariableSet Any { get; } = new() { IsAny = true };

    /// <summary>No variables.</summary>
    public static VariableSet None { get; } = new();

    /// <summary>Those of a match with groups.</summary>
    public static VariableSet OfGroups(int groups)
    {
        var set = new VariableSet { Highest = groups };
        set.Names.Add(ByteString.Utf8("_inputsrc"));
        set.Names.Add(ByteString.Utf8("_intcontext"));
        return set;
    }

    /// <summary>Those of either.</summary>
    public static VariableSet Join(VariableSet one, VariableSet other)
    {
        if (one.IsAny || other.IsAny)
        {
            return Any;
        }

        var joined = new VariableSet { Highest = Math.Max(one.Highest, other.Highest) };
        joined.Names.UnionWith(one.Names);
        joined.Names.UnionWith(other.Names);
        return joined;
    }

    /// <summary>Whether a variable is among them.</summary>
    public bool Contains(VariableReference variable) => IsAny
        || (variable.Number >= 0 ? variable.Number <= Highest || (variable.Name.Length > 0 && Names.Contains(variable.Name)) : Names.Contains(variable.Name));
}
