using SecSharp.Configuration.Syntax;

namespace SecSharp.Checking.Rules;

/// <summary>Patterns as people write them.</summary>
internal static class PatternText
{
    /// <summary>The pattern type without a number of lines.</summary>
    public static string TypeName(this PatternSyntax pattern) => (pattern.Negated ? "N" : "") + pattern.Kind;
}
