using System.Collections.Immutable;
using SecSharp.Configuration.Syntax;
using SecSharp.Patterns;
using SecSharp.Patterns.Pcre2;

namespace SecSharp.Configuration.Compilation;

/// <summary>Makes patterns ready for matching.</summary>
internal static class PatternCompiler
{
    /// <summary>Compiles a pattern whose text is constant.</summary>
    public static Pattern Compile(PatternSyntax pattern, VariableMapSyntax map) => pattern.Kind switch
    {
        PatternKind.SubStr => new SubStrPattern(pattern.Constant!.Value.Array) { Lines = pattern.Lines, Negated = pattern.Negated },
        PatternKind.RegExp when pattern.Function is { } function =>
            new PerlRegExpPattern(function, Names(null, map)) { Lines = pattern.Lines, Negated = pattern.Negated },
        PatternKind.RegExp => new RegExpPattern(pattern.Regex!, Names(pattern.Regex!, map)) { Lines = pattern.Lines, Negated = pattern.Negated },
        PatternKind.Cached => new CachedPattern(pattern.Text) { Negated = pattern.Negated },
        PatternKind.TValue => new TValuePattern(pattern.Text.Span.SequenceEqual("TRUE"u8) != pattern.Negated),
        PatternKind.PerlFunc => new PerlFuncPattern(pattern.Function!, Names(null, map), !map.CacheNames.IsEmpty) { Lines = pattern.Lines, Negated = pattern.Negated },
        _ => throw new ArgumentOutOfRangeException(nameof(pattern)),
    };

    /// <summary>Compiles the second pattern of a Pair rule where it has match variables of the first; null where it has none.</summary>
    public static SecondPattern? CompileSecond(PatternSyntax pattern, VariableMapSyntax map, VariableTable firstVariables)
    {
        if (pattern.Kind is not (PatternKind.SubStr or PatternKind.RegExp) || pattern.Constant is not null)
        {
            return null;
        }

        var scope = new VariableScope(MatchOrigin.First, Slots: firstVariables);
        var isRegExp = pattern.Kind == PatternKind.RegExp;
        var text = TemplateParser.Parse(isRegExp ? pattern.Text.Span : SubStrEscapes.Decode(pattern.Text.Span), scope);
        return new SecondPattern(text, isRegExp, pattern.Negated, pattern.Lines, regex => Names(regex, map));
    }

    /// <summary>Names of match variables: a variable map goes before the regular expression's own names.</summary>
    private static VariableNames Names(Regex? regex, VariableMapSyntax map)
    {
        if (map.Variables.IsEmpty && regex is null or { GroupNames.Count: 0 })
        {
            return VariableNames.None;
        }

        var names = ImmutableArray.CreateBuilder<VariableName>();
        foreach (var mapping in map.Variables.Reverse())
        {
            names.Add(new VariableName(mapping.Name, [mapping.Number], IsMapped: true));
        }

        foreach (var name in regex?.GroupNames ?? [])
        {
            names.Add(new VariableName(name.Name, name.Numbers));
        }

        return new VariableNames(names.ToImmutable());
    }
}
