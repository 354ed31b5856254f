using System.Collections.Immutable;

namespace SecSharp.Correlation;

/// <summary>A loaded rule file.</summary>
/// <param name="Path">The file's name as the --conf pattern yielded it.</param>
/// <param name="Rules">Its rules without Options rules, by number.</param>
/// <param name="ProcessAllInput">Whether its rules see all input, or that of Jump rules only (procallin).</param>
internal sealed record RuleFile(string Path, ImmutableArray<Rule> Rules, bool ProcessAllInput)
{
    /// <summary>
    /// Its number in operation ids and in <see cref="RuleIdentity.File"/>: the same for the same path across reloads, also
    /// when files before it come and go.
    /// </summary>
    public int Id { get; init; }

    /// <summary>When an engine has begun to use it, seconds since Epoch; 0 before.</summary>
    public long Loaded { get; set; }

    /// <summary>Names of the sets it has joined (joincfset).</summary>
    public ImmutableArray<ByteString> JoinSets { get; init; } = [];

    /// <summary>Most lines that one of its patterns matches at a time.</summary>
    public int PatternLines { get; init; } = 1;

    /// <summary>The rules that react to input lines, by number; null in the place of Calendar rules.</summary>
    public ImmutableArray<EventRule?> EventRules { get; } = [.. Rules.Select(static rule => rule as EventRule)];

    /// <summary>The file's place in the <see cref="CandidateSet"/>.</summary>
    internal int FirstCandidateWord { get; set; }
}

/// <summary>A set of rule files that Jump rules refer to by name.</summary>
internal sealed class RuleFileSet(ByteString name, ImmutableArray<RuleFile> files)
{
    public ByteString Name => name;

    public ImmutableArray<RuleFile> Files => files;

    /// <summary>True while its rules are tried, so that a jump into it from there is a loop.</summary>
    public bool IsBeingWalked { get; set; }
}

/// <summary>All loaded rules.</summary>
internal sealed class RuleBase
{
    private readonly Dictionary<ByteString, RuleFileSet> _sets;
    private readonly Dictionary<int, RuleFile> _filesById;

    public RuleBase(ImmutableArray<RuleFile> files)
    {
        Files = files;
        AllInput = [.. files.Where(static file => file.ProcessAllInput)];
        Calendars = [.. files.SelectMany(static file => file.Rules).OfType<CalendarRule>()];
        PatternLines = files.Select(static file => file.PatternLines).DefaultIfEmpty(1).Max();
        _filesById = files.ToDictionary(static file => file.Id);
        _sets = files
            .SelectMany(static file => file.JoinSets.Distinct().Select(name => (Name: name, File: file)))
            .GroupBy(static member => member.Name, static member => member.File)
            .ToDictionary(static set => set.Key, static set => new RuleFileSet(set.Key, [.. set]));
    }

    /// <summary>No rules.</summary>
    public static RuleBase Empty { get; } = new([]);

    public ImmutableArray<RuleFile> Files { get; }

    /// <summary>The files whose rules see all input, in order.</summary>
    public ImmutableArray<RuleFile> AllInput { get; }

    public ImmutableArray<CalendarRule> Calendars { get; }

    /// <summary>Most lines that a pattern matches at a time.</summary>
    public int PatternLines { get; }

    public RuleFileSet? FindSet(ByteString name) => _sets.GetValueOrDefault(name);

    /// <summary>The file with the given <see cref="RuleFile.Id"/>; null when it is not loaded any more.</summary>
    public RuleFile? FindFile(int id) => _filesById.GetValueOrDefault(id);

    /// <summary>The rule that an offset names, if there is one and it runs operations.</summary>
    public CorrelatingRule? Find(RuleIdentity from, Actions.RuleOffset offset)
    {
        var rules = FindFile(from.File)?.Rules ?? [];
        var number = offset.Resolve(from);
        return number >= 0 && number < rules.Length ? rules[number] as CorrelatingRule : null;
    }
}
