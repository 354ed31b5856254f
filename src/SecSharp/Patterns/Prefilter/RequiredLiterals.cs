using System.Collections.Immutable;

namespace SecSharp.Patterns.Prefilter;

/// <summary>Which literals a match needs: any subject that matches holds at least one of them.</summary>
internal static class RequiredLiterals
{
    /// <summary>Those of a regular expression that <see cref="Pcre2.PerlSyntax"/> has rewritten; empty where none are known.</summary>
    public static ImmutableArray<Literal> OfRegExp(ReadOnlySpan<byte> expression) =>
        RegexLiteralParser.Parse(expression)?.Strongest() is { } literals ? [.. literals] : [];

    /// <summary>That of a substring; empty for the empty one.</summary>
    public static ImmutableArray<Literal> OfSubStr(byte[] needle) =>
        needle.Length > 0 ? [new Literal(new ByteString(needle), false)] : [];
}
