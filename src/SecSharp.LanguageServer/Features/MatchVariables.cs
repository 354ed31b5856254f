using System.Globalization;
using System.Text;
using SecSharp.Configuration.Parsing;
using SecSharp.Configuration.Reading;
using SecSharp.LanguageServer.Documents;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.LanguageServer.Features;

/// <summary>A match variable that a field may use.</summary>
/// <param name="Text">How it is written.</param>
/// <param name="Meaning">What it holds.</param>
internal readonly record struct MatchVariable(string Text, string Meaning);

/// <summary>The match variables that the fields of a rule may use.</summary>
internal sealed class MatchVariables(Workspace workspace)
{
    /// <summary>Most patterns of a rule that are looked into.</summary>
    private const int MostPatterns = 20;

    /// <summary>The variables of a field, as far as the patterns tell.</summary>
    public IReadOnlyList<MatchVariable> Of(RuleOutline rule, string field)
    {
        var suffix = field[field.AsSpan().TrimEnd("0123456789").Length..];
        var isSecond = rule.Type is { Name: "Pair" or "PairWithWindow" } && suffix == "2";
        var variables = new List<MatchVariable>();
        if (isSecond)
        {
            variables.AddRange(OfPattern(rule, "", field == "pattern2" ? '$' : '%'));
        }

        if (field.StartsWith("pattern", StringComparison.Ordinal))
        {
            return variables;
        }

        if (rule.Type is { Events: > 1 } && suffix.Length == 0 && field is not ("context" or "count" or "egtoken"))
        {
            variables.AddRange(Enumerable.Range(0, Math.Min(MostPatterns, rule.Type.Events)).SelectMany(index => OfPattern(rule, RuleType.Suffix(index), '$')));
        }
        else
        {
            variables.AddRange(OfPattern(rule, isSecond || rule.Type is { Events: > 1 } ? suffix : "", '$'));
        }

        variables.Add(new MatchVariable("$+{_inputsrc}", "The name of the input that the line comes from."));
        variables.Add(new MatchVariable("$+{_intcontext}", "The internal context of the line."));
        return [.. variables.DistinctBy(static variable => variable.Text)];
    }

    private IEnumerable<MatchVariable> OfPattern(RuleOutline rule, string suffix, char sigil)
    {
        var field = "pattern" + suffix;
        if (rule.Find("ptype" + suffix)?.Value is not { } type || rule.Find(field)?.Value is not { } pattern)
        {
            return [];
        }

        if (type.Is("Cached"))
        {
            return OfEntry(pattern.ToString(), sigil);
        }

        var variables = new List<MatchVariable>();
        if (type.Span.TrimEnd("0123456789").Equals("RegExp", StringComparison.OrdinalIgnoreCase))
        {
            variables.Add(new MatchVariable($"{sigil}0", $"What `{field}` has matched."));
            variables.AddRange(Groups(field, pattern, sigil));
        }

        if (rule.Find("varmap" + suffix)?.Value is { } map)
        {
            variables.AddRange(Mapped(map, sigil));
        }

        return variables;
    }

    private static IEnumerable<MatchVariable> Groups(string field, FieldSlice pattern, char sigil)
    {
        using var regex = Regex.TryCompile(pattern.ToBytes().Span, out _);
        if (regex is null)
        {
            return [];
        }

        var numbered = Enumerable.Range(1, regex.GroupCount).Select(number => new MatchVariable(
            string.Create(CultureInfo.InvariantCulture, $"{sigil}{number}"), string.Create(CultureInfo.InvariantCulture, $"What group {number} of `{field}` has caught.")));
        var named = regex.GroupNames.Select(group => Encoding.UTF8.GetString(group.Name.Span)).Distinct().Select(name => new MatchVariable(
            $"{sigil}+{{{name}}}", $"What group `{name}` of `{field}` has caught."));
        return [.. numbered, .. named];
    }

    private static IEnumerable<MatchVariable> Mapped(FieldSlice map, char sigil)
    {
        foreach (var part in map.ToString().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                yield return new MatchVariable($"{sigil}+{{{part[..equals].Trim()}}}", $"Another name of `{sigil}{part[(equals + 1)..].Trim()}` (`varmap`).");
            }
        }
    }

    /// <summary>The variables that were cached under a name.</summary>
    private IEnumerable<MatchVariable> OfEntry(string entry, char sigil)
    {
        foreach (var document in workspace.Documents)
        {
            var definition = document.Symbols.FirstOrDefault(symbol =>
                symbol is { Kind: SymbolKind.CachedMatch, Use: SymbolUse.Definition } && symbol.Name == entry);
            if (definition is not null && document.LineAt(definition.Place.Position.Line) is { } line && document.RuleOf(line) is { } rule)
            {
                return OfPattern(rule, line.Name.ToString()["varmap".Length..], sigil);
            }
        }

        return [];
    }
}
