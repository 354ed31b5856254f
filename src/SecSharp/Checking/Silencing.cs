using SecSharp.Checking.Rules;
using SecSharp.Configuration.Diagnostics;
using SecSharp.Configuration.Reading;

namespace SecSharp.Checking;

/// <summary>
/// Leaves out findings that a rule silences by <c>rem=nocheck: NAME, NAME</c>; names that there are not, and those that
/// silence nothing, are findings themselves.
/// </summary>
internal sealed class Silencing
{
    /// <summary>The check name of its own findings, which can't be silenced.</summary>
    public const string Name = "nocheck";

    /// <summary>What it finds, in a line.</summary>
    public const string Summary = "remarks 'nocheck' with names that are unknown or silence nothing";

    private const string Keyword = "nocheck:";

    private readonly List<Silenced> _names = [];
    private readonly CheckOptions _options;

    public Silencing(CheckedRuleBase rules)
    {
        _options = rules.Options;
        foreach (var file in rules.Files)
        {
            foreach (var block in file.Blocks)
            {
                Read(file, block, block.Remarks);
            }

            Read(file, null, file.LooseRemarks);
        }
    }

    /// <summary>The findings that are left, with those about names.</summary>
    public IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings)
    {
        var left = findings.Where(finding => !IsSilenced(finding)).ToList();
        if (_options.Includes(Name))
        {
            var own = new Findings(Name, left);
            foreach (var name in _names)
            {
                Report(name, own);
            }
        }

        return left;
    }

    private bool IsSilenced(Finding finding)
    {
        // A rule that does not load can't be told to be right.
        if (finding.Block is null || finding.Diagnostic is { Check: Diagnostic.SyntaxCheck, Severity: Severity.Error })
        {
            return false;
        }

        var names = _names.Where(name => name.Block == finding.Block && name.Name == finding.Diagnostic.Check).ToList();
        names.ForEach(static name => name.IsUsed = true);
        return names.Count > 0;
    }

    private void Report(Silenced name, Findings findings)
    {
        var place = new Place(name.Place.Position, "rem");
        if (name.Name == Name || !CheckTable.Names.Contains(name.Name))
        {
            var nearest = Suggestion.For(name.Name, CheckTable.Names);
            findings.Add(
                Severity.Warning, name.File, name.Block, place,
                name.Name == Name ? $"check '{Name}' can't be silenced" : $"there is no check '{name.Name}'",
                name.Name == Name ? "remove the name" : nearest is null ? "sec check --list shows all checks" : $"did you mean {nearest}?");
        }
        else if (!name.IsUsed && _options.Includes(name.Name))
        {
            findings.Add(
                Severity.Warning, name.File, name.Block, place,
                name.Block is null
                    ? $"'{Keyword} {name.Name}' stands outside of a rule and silences nothing"
                    : $"there is no finding of check '{name.Name}' in this rule to silence",
                name.Block is null ? "put it between the fields of the rule, without a blank line or comment" : "remove the name");
        }
    }

    private void Read(CheckedFile file, RuleBlock? block, IEnumerable<RuleField> remarks)
    {
        foreach (var remark in remarks)
        {
            var text = remark.Value.All;
            if (!text.Span.StartsWith(Keyword, StringComparison.Ordinal))
            {
                continue;
            }

            for (var rest = text[Keyword.Length..]; !rest.IsEmpty;)
            {
                var end = rest.Span.IndexOf(',');
                var name = (end < 0 ? rest : rest[..end]).Trim();
                rest = end < 0 ? rest[rest.Length..] : rest[(end + 1)..];
                if (!name.IsEmpty)
                {
                    _names.Add(new Silenced(file, block, name.ToString(), name));
                }
            }
        }
    }

    /// <summary>A name in a remark.</summary>
    private sealed class Silenced(CheckedFile file, RuleBlock? block, string name, FieldSlice place)
    {
        public CheckedFile File => file;

        public RuleBlock? Block => block;

        public string Name => name;

        public FieldSlice Place => place;

        public bool IsUsed { get; set; }
    }
}
